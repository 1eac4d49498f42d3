from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.document.language import BLANKLESS, guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry was late because of the fog, and nobody minded.", "en"),
        ("Die Fähre kam zu spät, weil der Nebel auf dem Fluss lag und nicht wich.", "de"),
        ("Le bac est en retard à cause du brouillard, mais personne ne se plaint.", "fr"),
        ("El barco llegó tarde por la niebla, pero nadie se quejó de los horarios.", "es"),
        ("Il traghetto è in ritardo per la nebbia, ma non si lamenta nessuno.", "it"),
        ("A balsa não chegou a horas por causa do nevoeiro, mas ninguém se queixou.", "pt"),
        ("De boot kwam te laat door de mist, maar niet een van hen zei er iets van.", "nl"),
        ("Färjan var sen och det var dimma på sjön, men ingen av dem klagade.", "sv"),
        ("Prom się spóźnił, bo na rzece była mgła, ale nikt nie narzekał.", "pl"),
        ("Паром опоздал из-за тумана.", "ru"),
        ("Пором запізнився, бо її закрив туман.", "uk"),
        ("Το πλοίο άργησε λόγω ομίχλης.", "el"),
        ("המעבורת איחרה בגלל הערפל", "he"),
        ("تأخرت العبارة بسبب الضباب", "ar"),
        ("قایق به خاطر مه دیر رسید و کسی گله نکرد", "fa"),
        ("कोहरे के कारण नाव देर से आई", "hi"),
        ("渡轮因大雾晚点了。", "zh"),
        ("霧のためフェリーは遅れました。", "ja"),
        ("안개 때문에 배가 늦었습니다.", "ko"),
        ("เรือมาสายเพราะหมอก", "th"),
        ("သင်္ဘော နောက်ကျသည်", "my"),
        ("国务院 and IBM 宣布合作项目", "zh"),
    ],
)
def test_guess(text: str, language: str) -> None:
    assert guess(text) == language


@pytest.mark.parametrize("text", ["", "12:30 – 14", "…", "\ud800\x00", "xyzzy plugh", "Ωmega the letter of the day"])
def test_english_when_nothing_tells(text: str) -> None:
    assert guess(text) == "en"


@given(st.text(st.characters(), max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_text_has_a_language_of_two_letters(text: str) -> None:
    assert len(guess(text)) == 2


def test_scripts_without_blanks() -> None:
    assert all(map(BLANKLESS.fullmatch, "漢かカ々ｱไລမខ𠀀"))
    assert not any(map(BLANKLESS.fullmatch, "aé한。、1ا "))
