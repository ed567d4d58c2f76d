"""Numbers that look like facts and are none."""

from __future__ import annotations

import pytest

from headframe.reading.read import read_document

LOOK_ALIKES = [
    "Its target is 12.5 EH/s by Q1 2032.",
    "It expects to reach 38 EH/s in June.",
    "Guidance: 45 EH/s (was 40 EH/s) by year end.",
    "At normal pool luck it would have produced about 660 bitcoin.",
    "Power credits were equal to 136 BTC.",
    "The bitcoin equivalent of all assets: 25,000 BTC.",
    "Customers mined an estimated 309 bitcoin.",
    "Colocation clients earned 222 BTC.",
    "The joint venture produced 80 BTC gross.",
    "It paid $99,669 on average for the 5,117 BTC it bought last year.",
    "Value per bitcoin self-mined was $66,245.",
    "The average bitcoin price of the month was $103,000.",
    "Cash and bitcoin together were $620 million.",
    "Liquidity stood at $1.3 billion.",
    "The two months' sales came to about $200 million.",
    "Planned capex is $214 million for the core and shell.",
    "The AMD retrofit costs $89.8 million.",
    "The network hash rate is 566 EH/s.",
    "S21 XP machines run at 13.5 J/TH.",
    "800,000,000 shares are authorised.",
    "Average production was 17.4 bitcoin per day.",
    "Holdings rose by 120 BTC.",
    "86 BTC went to the treasury.",
    "Its treasury has passed 10,000 BTC.",
    "Before the halving 236 bitcoin were mined.",
]


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_a_look_alike_is_no_fact(sentence: str) -> None:
    read = read_document(f"Riot mined 514 BTC in May 2031. {sentence}".encode())
    assert [(fact.concept, fact.value) for fact in read.facts] == [("bitcoin_produced", 514.0)]


def test_a_sale_far_from_the_months_price_is_doubtful() -> None:
    read = read_document(b"Riot sold 675 bitcoin in March 2024 for $16.7 million, $24,682 each.")
    assert read.facts == () and len(read.doubtful) == 3


def test_negative_proceeds_make_their_sale_doubtful() -> None:
    read = read_document(b"February 2024 at Riot: 212 bitcoin sold, net proceeds of -$9.5 million.")
    assert [fact.concept for fact in read.facts if fact.concept.startswith("bitcoin_s")] == []


def test_another_companys_number_is_its_own() -> None:
    read = read_document(b"Riot mined 450 BTC in June 2025. Cipher, too, had a hot month: 160 BTC mined, 58 BTC sold.")
    assert {(fact.company, fact.value) for fact in read.facts} == {("RIOT", 450.0), ("CIFR", 160.0), ("CIFR", 58.0)}


def test_a_sentence_without_a_subject_after_another_company_is_doubtful() -> None:
    read = read_document(b"Riot mined 450 BTC in June 2025. MARA is larger by far. Treasury: 19,273 BTC.")
    assert [fact.value for fact in read.doubtful] == [19273.0]
