"""Bytes to text in the encodings news and pages come in."""

from __future__ import annotations

import pytest

from tui_reader.ingest.decode import declared_charset, decode, storable

SENTENCES = {
    "cp1252": "L’été dernier, nous avons découvert un café près de la rivière. Il était fermé, hélas !",
    "cp1250": "Wczoraj wieczorem wróciliśmy później niż zwykle, ponieważ był śnieg.",
    "iso8859_2": "Včera večer jsme se vrátili domů později než obvykle, protože šťastně sněžilo.",
    "cp1254": "Dün akşam eve her zamankinden geç döndük çünkü kar yağıyordu.",
    "cp1251": "Вчера вечером мы вернулись домой позже обычного, потому что шёл снег.",
    "koi8_r": "Вчера вечером мы вернулись домой позже обычного, потому что шёл снег.",
    "cp1253": "Χθες το βράδυ επιστρέψαμε σπίτι αργότερα από το συνηθισμένο.",
    "cp1255": "אתמול בערב חזרנו הביתה מאוחר מהרגיל כי ירד שלג.",
    "cp1256": "عدنا إلى المنزل مساء أمس في وقت متأخر عن المعتاد بسبب الثلج.",
    "gb18030": "昨天晚上我们比平时晚回家，因为下雪了。司机开得很慢。",
    "big5": "昨天晚上我們比平時晚回家，因為下雪了。司機開得很慢。",
    "cp932": "昨日の夜は雪が降っていたので、いつもより遅く家に帰りました。",
    "euc_jp": "昨日の夜は雪が降っていたので、いつもより遅く家に帰りました。",
    "iso2022_jp": "昨日の夜は雪が降っていたので、いつもより遅く家に帰りました。",
    "cp949": "어제 저녁 눈이 와서 평소보다 늦게 집에 돌아왔습니다.",
    "cp874": "เมื่อวานตอนเย็นเรากลับบ้านช้ากว่าปกติเพราะหิมะตก",
}


@pytest.mark.parametrize("codec", SENTENCES)
def test_text_in_an_undeclared_encoding_is_guessed(codec: str) -> None:
    text = SENTENCES[codec] + "\n"
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize(
    "text", ["“Fish is fish,” said he – twice.", "As eleições são amanhã; não há razão.", "Øen é só"]
)
def test_short_western_text_is_taken_for_what_it_is(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_the_guess_looks_beyond_a_long_ascii_start() -> None:
    text = "plain words only\n" * 5_000 + "Вчера вечером мы вернулись домой позже обычного."
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "utf-16-be", "utf-32-be"])
def test_a_byte_order_mark_decides_and_is_dropped(codec: str) -> None:
    mark = "\ufeff" if codec.endswith("be") else ""
    assert decode((mark + "né 見\n").encode(codec)) == "né 見\n"


@pytest.mark.parametrize("declaration", ['<meta charset="shift_jis">', '<?xml version="1.0" encoding="Shift_JIS"?>'])
def test_a_declared_charset_counts_in_markup_only(declaration: str) -> None:
    text = declaration + "<p>カ</p>"
    assert decode(text.encode("cp932"), markup=True) == text
    assert declared_charset(text.encode("cp932")) == "cp932"


def test_valid_utf8_wins_over_a_declared_single_byte_charset() -> None:
    text = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">né — ü'
    assert decode(text.encode(), markup=True) == text


def test_gbk_that_happens_to_be_valid_utf8_is_read_as_declared() -> None:
    assert decode('<meta charset="gb2312">联通'.encode("gbk"), markup=True).endswith("联通")


@pytest.mark.parametrize("name", ["punycode", "rot13", "zlib", "unicode_escape", "utf-7", "iso-8859-99", "nonsense"])
def test_codecs_that_are_no_charset_of_pages_are_not_obeyed(name: str) -> None:
    assert declared_charset(f"<meta charset={name}>".encode()) == ""


def test_bytes_that_mean_nothing_become_placeholders() -> None:
    assert "\ufffd" in decode(b"\xfe\xff" + b"\xd8\x00" * 3)
    assert decode(b"caf\xe9 \x81 \x8d") != ""


def test_line_ends_nul_and_surrogates_are_replaced_and_nothing_else() -> None:
    assert storable("a\r\nb\rc\nd\0e\ud800f") == "a\nb\nc\nd\u2400e\ufffdf"
    untouched = "  two  blanks \xa0\t\x1b[31m \u202e \ufeff e\u0301 "
    assert decode(untouched.encode()) == untouched
