"""Small feeds of every format, written for these tests."""

from __future__ import annotations

RSS_20 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
  <title>Harbour &amp;amp; Quay</title>
  <link>https://harbour.example/</link>
  <atom:link rel="self" href="https://harbour.example/feed"/>
  <description>News from the &lt;b&gt;quay&lt;/b&gt;</description>
  <language>en-GB</language>
  <ttl>90</ttl>
  <item>
    <title>Two boats &amp;#8217;came&amp;#8217; in</title>
    <link>https://harbour.example/2024/boats</link>
    <guid isPermaLink="false">boats-1</guid>
    <dc:creator><![CDATA[Ann Author]]></dc:creator>
    <author>ben@harbour.org (Ben Boat)</author>
    <pubDate>Tue, 05 Mar 2024 07:36:00 +0100</pubDate>
    <category>boats</category><category>tide</category>
    <description>Two boats came in […]</description>
    <content:encoded><![CDATA[<p>Two <b>boats</b> came in with the <a href="/tide">tide</a>.</p><p>Nobody spoke.</p>]]></content:encoded>
    <comments>https://harbour.example/2024/boats#comments</comments>
    <enclosure url="https://harbour.example/boats.mp3" type="audio/mpeg" length="12345"/>
  </item>
  <item>
    <title>Quiet morning</title>
    <guid>https://harbour.example/quiet</guid>
    <author>ben@harbour.org (Ben Boat)</author>
    <description>The harbour was quiet before dawn.</description>
  </item>
</channel></rss>
"""  # noqa: E501 - as feeds write it

RSS_092 = """<rss version="0.92"><channel><title>Old days</title><link>http://old.example/</link>
<item><description>No title here, but a first sentence. And a second one.</description></item>
<item><title>With a link</title><link>http://old.example/a?b=1&amp;c=2</link></item></channel></rss>"""

RSS_10 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://rdf.example/"><title>RDF site</title><link>http://rdf.example/</link>
<items><rdf:Seq><rdf:li resource="http://rdf.example/1"/></rdf:Seq></items></channel>
<image rdf:about="http://rdf.example/i.png"><title>An image</title><link>http://other.example/</link></image>
<item rdf:about="http://rdf.example/1"><title>First</title><link>http://rdf.example/first</link>
<dc:date>2008-12-30T08:20:00+01:00</dc:date><dc:creator>Ann</dc:creator><dc:subject>news</dc:subject>
<description>About the first.</description></item></rdf:RDF>"""

ATOM_10 = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://atom.example/blog/">
<title type="html">Der &lt;i&gt;Kai&lt;/i&gt; &amp;amp; mehr</title><subtitle>Vom Wasser</subtitle>
<link rel="self" href="feed.atom"/><link href="./"/><author><name>Anna</name></author><id>urn:feed</id>
<entry xml:base="2024/"><title>Boote &amp; Netze</title><id>urn:1</id><link href="boote"/>
<published>2024-03-05T07:36:00+01:00</published><updated>2024-03-06T08:00:00Z</updated>
<author><name>Berta</name><email>b@atom.example</email></author><author><name>Carl</name></author>
<category term="boote" label="Boote"/><link rel="enclosure" href="ton.mp3" type="audio/mpeg" length="7"/>
<link rel="replies" type="text/html" href="boote#antworten"/><summary>Kurz.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Zwei <em>Boote</em> kamen.</p>
<p>Siehe <a href="karte">die Karte</a>.</p></div></content></entry>
<entry><title type="text">a &lt;b&gt; c</title><id>urn:2</id><updated>2024-03-01T00:00:00Z</updated>
<link rel="related" href="https://other.example/"/>
<link rel="alternate" type="text/html" href="https://atom.example/two"/>
<content type="text">Erste Zeile.
Zweite Zeile.</content></entry></feed>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old Atom</title>
<link rel="alternate" type="text/html" href="http://atom03.example/"/><tagline>words</tagline>
<entry><title type="text/html" mode="escaped">Tea &amp;amp; toast</title><id>tag:1</id>
<link rel="alternate" href="http://atom03.example/1"/><issued>2004-05-06T07:08:09Z</issued>
<modified>2004-05-07T07:08:09Z</modified><author><name>Ann</name></author>
<content type="text/html" mode="escaped">&lt;p&gt;Tea is ready.&lt;/p&gt;</content></entry>
<entry><title>Encoded</title><id>tag:2</id>
<content type="text/html" mode="base64">PHA+RnJvbSA8Yj5iYXNlPC9iPiA2NC48L3A+</content></entry></feed>"""

JSON_11 = """{"version": "https://jsonfeed.org/version/1.1", "title": "JSON days", "home_page_url": "https://json.example/",
"feed_url": "https://json.example/feed.json", "language": "en", "authors": [{"name": "Root"}],
"items": [{"id": "1", "url": "https://json.example/1", "title": "One & only",
"content_html": "<p>Read <b>this</b>.</p>",
"date_published": "2024-03-05T07:36:00+01:00", "date_modified": "2024-03-06T07:36:00Z", "tags": ["a", "b"],
"authors": [{"name": "Ann"}, {"name": "Ben"}],
"attachments": [{"url": "https://json.example/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 42}]},
{"id": 2, "content_text": "Only text here.", "external_url": "https://elsewhere.example/2"}]}"""

FEEDS = {
    "rss 2.0": RSS_20,
    "rss 0.92": RSS_092,
    "rss 1.0": RSS_10,
    "atom 1.0": ATOM_10,
    "atom 0.3": ATOM_03,
    "json 1.1": JSON_11,
}


def rss(items: str, *, head: str = "", attributes: str = "") -> str:
    """A feed in RSS 2.0 around `items`."""
    return f'<rss version="2.0" {attributes}><channel><title>Feed</title>{head}{items}</channel></rss>'
