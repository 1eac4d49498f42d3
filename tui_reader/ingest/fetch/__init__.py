"""The polite fetcher: opens sockets, gives bytes and facts, writes nothing.

`values` and `schedule` cost nothing to import; `fetcher` loads the HTTP client when one is opened.
"""
