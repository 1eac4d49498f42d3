from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.lead import caption_end, dateline_end, headline_end

GOES_ON = "The mayor spoke on Monday. Nobody was surprised."


@pytest.mark.parametrize(
    "caption",
    [
        "The mayor greets visitors in Port Ellen, June , . PhotoXinhua ",
        "The mayor, the man with the plan. Photo by Ann Berg/HVDN",
        "[Photo/Agencies]",
        "A quay at dawn. (Photo: AP)",
        "A quay at dawn (AP Photo/Ann Berg)",
        "A quay at dawn. [Photo provided to China Daily]",
        "A quay at dawn. (Getty Images)",
        "Image credit: Reuters",
        "A quay. Photo by Ann Berg / Reuters",
        "FILE PHOTO: A quay at dawn. REUTERS/Ann Berg/File Photo",
        "A quay. Photo: Ann Berg ",
        "A quay. PhotoChina Daily  ",
    ],
)
def test_captions(caption: str) -> None:
    text = f"{caption} {GOES_ON}"
    assert caption_end(text, 0, len(text)) == len(caption.rstrip())


@pytest.mark.parametrize(
    "text",
    [
        GOES_ON,
        "He praised the Photo by James Berg/HVDN in court.",
        "PhotoShop is a program. It costs money.",
        "She saw the picture (Photo: AP) of the quay.",
        "Photo by Ann Berg The mayor spoke.",  # where does the name end?
        "(Reuters) - The mayor spoke.",
        "A quay.  Another paragraph. Photo by Ann Berg/HVDN The mayor spoke.",
        "x " * 400 + "end. Photo by Ann Berg/HVDN The mayor spoke.",
        "[Photo/Agencies]",  # nothing else: that is the text
    ],
)
def test_no_captions(text: str) -> None:
    assert caption_end(text, 0, len(text)) is None


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIJING", "WASHINGTON (AP)", "LONDON, March 3 (Reuters)", "PARIS/BERLIN", "NEW YORK", "Feb. 23, 2015",
        "UNITED NATIONS, Sept. 12 (Xinhua)", "PORTLAND, Ore. (AP)", "AUSTIN, Texas", "MOSCOW. March 3 (Interfax)",
        "Paris (AFP)", "3 March 2020", "BRASÍLIA", "МОСКВА", "(Reuters)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("dash", [" — ", " -- ", " - ", " – "])
def test_datelines_before_a_dash(dateline: str, dash: str) -> None:
    text = f"{dateline}{dash}“The mayor spoke."
    assert dateline_end(text, 0, len(text)) == len(dateline)


def test_datelines_before_a_gap_or_a_close_dash() -> None:
    assert dateline_end("BEIJING  The mayor spoke.", 0, 25) == 7
    assert dateline_end("BEIJING\xa0\tThe mayor spoke.", 0, 25) == 7
    assert dateline_end("BEIJING—The mayor spoke.", 0, 24) == 7
    assert dateline_end("北京 BEIJING  市长", 3, 14) == 10


@pytest.mark.parametrize(
    "text",
    [
        "NASA said it would.", "COVID cases rose.", "COVID-19 is here.", "NASA — which flew — is here.", "I  Think so.",
        "U.S.  President Berg", "BREAKING — The mayor spoke.", "THE END  Nothing more", "BEIJING The mayor", "BEIJING",
        "BEIJING  ", "IBM — The company", "Apple — The company", "May be — The", "",
    ],
)  # fmt: skip
def test_no_datelines(text: str) -> None:
    assert dateline_end(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("title", "headline", "rest"),
    [
        ("Ferry fight adds delay to crossing plans, Berg says", "Berg Ferry fight adds delay to plan of crossing the "
         "sound for good", " OSLO  The mayor spoke."),
        ("Ferry to sail again next week", "Ferry will sail again in a week", "   The mayor spoke."),
        ("The Ferry Project: Better River Boats", "Better River Boats", " We sailed the first one in May."),
        ("Update 1.8 - The Big Ferry", "Update 1.8 - The Big Ferry", " + Added boats"),
        ("Dogs like boats | The Harbour Post", "Dogs like boats", " The dogs came."),
        ("Is this the end?", "Is this the end?", "  No."),
        ("Ferry sunk", "FERRY SUNK", "  The mayor spoke."),
        ("渡轮因大雾全部停航", "渡轮因大雾全部停航", " 市长说话。"),
    ],
)  # fmt: skip
def test_headlines_repeated(title: str, headline: str, rest: str) -> None:
    text = headline + rest
    assert headline_end(text, 0, len(text), title) == len(headline)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", "The mayor  spoke."),
        ("Ferry", "Ferry The mayor spoke."),
        ("The mayor spoke on Monday", "The mayor spoke on Monday about the ferry."),
        ("The ferry was late.", "The ferry was late. Nobody minded."),  # the first sentence served as the title
        ("Why was it late?", "Why was it late? Nobody knew."),
        ("Ferry to sail again next week", "The mayor spoke on Monday  He was tired."),
        ("Ferry to sail again next week", "The ferry. It will sail again next week  He said so."),
        ("The ferry was late", "The ferry was late"),
    ],
)
def test_no_headlines(title: str, text: str) -> None:
    assert headline_end(text, 0, len(text), title) is None


PIECES = st.sampled_from(
    [
        "BEIJING",
        "Photo",
        "PhotoXinhua",
        " by ",
        "Ann Berg",
        "/",
        "(",
        ")",
        "[",
        " — ",
        "  ",
        " ",
        ". ",
        "AP",
        "a",
        "\ud800",
        "\x00",
        "March 3",
        "字",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=4).map("".join), st.integers(0, 3))
@settings(deadline=None, max_examples=300)
def test_every_end_lies_inside(text: str, title: str, start: int) -> None:
    start = min(start, len(text))
    for end in (
        caption_end(text, start, len(text)),
        headline_end(text, start, len(text), title),
        dateline_end(text, start, len(text)),
    ):
        assert end is None or start < end < len(text)


def test_a_credit_of_several_words_reaches_to_the_gap() -> None:
    text = "A quay in the morning. Photo by Ana Reyes/Coastal Post    HALM  The harbour was quiet."
    assert text[: caption_end(text, 0, len(text))].endswith("Coastal Post")
