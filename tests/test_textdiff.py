"""Two texts' blocks are aligned: what came, went, changed and moved is told once, and nothing else is."""

import cProfile
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.diffs.text import Aligned, TextDiff, apply, text_diff, word_runs
from scraper.reading.document import Block, read_document
from scraper.reading.layouts import LAYOUTS

CASES = Path(__file__).parent.parent / "fixtures" / "pages" / "annual-conferences"


def blocks(texts: Sequence[str]) -> list[Block]:
    return [Block(kind="paragraph", text=text, start=0) for text in texts]


def diff_of(before: Sequence[str], after: Sequence[str]) -> TextDiff:
    return text_diff(blocks(before), blocks(after))


def main_content(case: str) -> tuple[Block, ...]:
    return read_document((CASES / case / "body.html").read_bytes(), "text/html; charset=utf-8", LAYOUTS).blocks


def marked(block: Aligned) -> str:
    """Write a block's words as wdiff does."""
    marks = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in block.runs)


def told(diff: TextDiff) -> list[str]:
    return [f"{block.kind}: {marked(block)}" for block in diff.blocks if block.kind != "equal"]


# --- properties -------------------------------------------------------------------------------------------------------

# Few words and many, scripts with and without spaces, marks, odd spaces, letters that marks are put on.
WORDS = st.sampled_from("the of in Kraków 2019 2020 (Italy), Östersund année d’Or 城市 創 नगर ; — . é\n x".split(" "))
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=20), st.sampled_from(["", "|", "More"]))
SIDES = st.lists(TEXTS, max_size=14)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text, and what editing makes of it: blocks cut, put in, moved, and words changed."""
    before = draw(SIDES)
    after = list(before)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(after)))
        match draw(st.sampled_from(["cut", "put", "move", "word"])):
            case "put":
                after.insert(at, draw(TEXTS))
            case "cut":
                del after[at : at + 1]
            case "move" if after:
                after.insert(at, after.pop(draw(st.integers(0, len(after) - 1))))
            case "word" if at < len(after):
                words = after[at].split(" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
                after[at] = " ".join(words)
    return before, after


PAIRS = st.one_of(edited(), st.tuples(SIDES, SIDES))


@given(SIDES)
def test_a_text_does_not_differ_from_itself(texts: list[str]) -> None:
    assert diff_of(texts, list(texts)).is_empty


@given(PAIRS)
def test_a_diff_is_empty_only_where_both_sides_are_equal(pair: tuple[list[str], list[str]]) -> None:
    assert diff_of(*pair).is_empty == (pair[0] == pair[1])


@given(PAIRS)
def test_a_diff_makes_the_one_side_of_the_other(pair: tuple[list[str], list[str]]) -> None:
    before, after = pair
    assert apply(before, diff_of(before, after)) == tuple(after)


@given(PAIRS)
def test_every_block_of_both_sides_is_there_once_in_order_and_whole(pair: tuple[list[str], list[str]]) -> None:
    before, after = pair
    diff = diff_of(before, after)
    old = [block for block in diff.blocks if block.before is not None]
    new = [block for block in diff.blocks if block.after is not None]
    assert sorted(block.before or 0 for block in old) == list(range(len(before)))
    assert [block.after for block in new] == list(range(len(after)))
    stays = [block.before or 0 for block in old if block.kind != "moved"]
    assert stays == sorted(stays)
    assert all(block.before_text == before[block.before or 0] for block in old)
    assert all(block.after_text == after[block.after or 0] for block in new)


@given(PAIRS)
def test_every_word_of_both_sides_is_told_once(pair: tuple[list[str], list[str]]) -> None:
    diff = diff_of(*pair)
    letters = [
        "".join(run.text for block in diff.blocks for run in block.runs if run.kind != no)
        for no in ("added", "removed")
    ]
    assert sorted(letters[0]) == sorted("".join(pair[0]))
    assert sorted(letters[1]) == sorted("".join(pair[1]))


@given(PAIRS)
def test_no_text_is_both_removed_and_added(pair: tuple[list[str], list[str]]) -> None:
    diff = diff_of(*pair)
    removed = {marked(block)[2:-2] for block in diff.blocks if block.kind == "removed"}
    added = {marked(block)[2:-2] for block in diff.blocks if block.kind == "added"}
    assert not removed & added


@given(PAIRS)
def test_a_kind_says_where_a_block_is_and_what_its_runs_are(pair: tuple[list[str], list[str]]) -> None:
    for block in diff_of(*pair).blocks:
        runs = {run.kind for run in block.runs}
        assert (block.before is None) == (block.kind == "added")
        assert (block.after is None) == (block.kind == "removed")
        if block.kind == "changed":
            assert runs & {"removed", "added"}
            assert block.before_text != block.after_text
        else:
            assert runs == {{"equal": "equal", "moved": "equal"}.get(block.kind, block.kind)}


@given(TEXTS, TEXTS)
def test_runs_of_words_give_both_texts_back(before: str, after: str) -> None:
    runs = word_runs(before, after)
    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after
    assert all(run.text for run in runs)
    kinds = [run.kind for run in runs]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("added", "removed") not in pairwise(kinds)


@given(SIDES.filter(bool), st.text(min_size=1, max_size=5))
def test_a_diff_does_not_fit_another_text(texts: list[str], more: str) -> None:
    diff = diff_of(texts, ["other"])
    with pytest.raises(ValueError, match="other texts"):
        apply([texts[0] + more, *texts[1:]], diff)
    with pytest.raises(ValueError, match="other texts"):
        apply([*texts, more], diff)


# --- examples ---------------------------------------------------------------------------------------------------------


def test_words_are_told_with_their_marks_left_alone() -> None:
    diff = diff_of(["Held in Fabriano (Italy), 2019."], ["Held in Fabriano (Italy), 2020."])
    assert told(diff) == ["changed: Held in Fabriano (Italy), [-2019-]{+2020+}."]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We met in Santos", "We met in Santos today", "We met in Santos{+ today+}"),
        ("We met today in Santos", "We met in Santos", "We met [-today -]in Santos"),
        ("one two three", "one 2 three", "one [-two-]{+2+} three"),
        ("held in one, two places", "held in three, four places", "held in [-one, two-]{+three, four+} places"),
        ("one two", "one\ntwo", "one[- -]{+\n+}two"),
        ("l’année 3.5 fois", "l’année 3.7 fois", "l’année [-3.5-]{+3.7+} fois"),
        ("创意城市网络年会", "创意城市网络大会", "创意城市网络[-年-]{+大+}会"),
        (
            "The meeting. It was long.",
            "The meeting. It was good. It was long.",
            "The meeting. It was {+good. It was +}long.",
        ),
    ],
)
def test_only_the_words_that_differ_are_marked(before: str, after: str, expected: str) -> None:
    (block,) = diff_of([before], [after]).blocks
    assert (block.kind, marked(block)) == ("changed", expected)


def test_a_moved_block_is_neither_removed_nor_added() -> None:
    diff = diff_of(
        ["Intro", "Aims", "Hosts of the Conference", "End"], ["Hosts of the Conference", "Intro", "Aims", "End"]
    )
    assert told(diff) == ["moved: Hosts of the Conference"]
    (moved,) = [block for block in diff.blocks if block.kind == "moved"]
    assert (moved.before, moved.after) == (2, 0)
    assert not diff.is_empty
    assert (diff.counts.words_removed, diff.counts.words_added) == (0, 0)


def test_repeated_blocks_stay_where_they_are() -> None:
    before = ["First news", "More", "Second news", "More", "Third news", "More"]
    diff = diff_of(before, [*before[:2], "A story between", "More", *before[2:]])
    assert diff.counts.equal == 6
    assert told(diff) == ["added: {+A story between+}", "added: {+More+}"]


def test_items_are_paired_with_their_likes_and_not_by_their_place() -> None:
    before = ["Santa Fe (USA), 2008", "Krakow and Katowice (Poland), 2018", "Fabriano (Italy), 2019"]
    after = ["Krakow & Katowice (Poland), 2018", "Fabriano (Italia), 2019", "Santos (Brazil), 2022"]
    assert told(diff_of(before, after)) == [
        "removed: [-Santa Fe (USA), 2008-]",
        "changed: Krakow [-and-]{+&+} Katowice (Poland), 2018",
        "changed: Fabriano ([-Italy-]{+Italia+}), 2019",
        "added: {+Santos (Brazil), 2022+}",
    ]


def test_a_name_spelt_otherwise_is_a_change() -> None:
    assert told(diff_of(["Enghien-les-Bains"], ["Enghien les Bains"])) == [
        "changed: [-Enghien-les-Bains-]{+Enghien les Bains+}"
    ]
    assert told(diff_of(["Östersund"], ["Ostersund"])) == ["changed: [-Östersund-]{+Ostersund+}"]


def test_a_block_that_only_grew_is_a_change() -> None:
    diff = diff_of(["The Conference was held."], [f"The Conference was held. {'More of it was said. ' * 9}"])
    assert [block.kind for block in diff.blocks] == ["changed"]


def test_a_block_of_another_kind_with_the_same_text_is_equal() -> None:
    heading = Block(kind="heading", text="Hosts", start=0, level=2)
    diff = text_diff(blocks(["Hosts"]), [heading])
    assert diff.is_empty
    assert diff.blocks[0].block == "heading"


def test_two_captures_of_the_seed_page_differ_by_what_was_written() -> None:
    before, after = (
        main_content("20190212150447-fabriano-planned-and-bids"),
        main_content("20200611102236-force-majeure"),
    )
    diff = text_diff(before, after)
    assert apply([block.text for block in before], diff) == tuple(block.text for block in after)
    hosts = next(marked(block) for block in diff.blocks if "Santa Fe" in marked(block))
    assert hosts.startswith(
        "Previous Annual [-Meetings-]{+Conferences+} have been held in Paris (France, UNESCO HQ) in 2008,"
    )
    assert hosts.endswith("in 2017, [-and -]Krakow and Katowice (Poland) in 2018{+, and Fabriano (Italy) in 2019+}.")
    gone = [marked(block) for block in diff.blocks if block.kind == "removed"]
    assert gone[0] == "[-The XIII Annual Conference will take place in Fabriano (Italy) in 2019.-]"
    assert gone[1].startswith("[-Two cities, Fabriano (Italy) and Suzhou (China), had submitted a bid")
    came = [marked(block) for block in diff.blocks if block.kind == "added"]
    assert came[0] == "{+The next Annual Conference will be hosted by Santos (Brazil) in 2020.+}"
    assert came[1].startswith("{+Force majeure:")
    assert (diff.counts.equal, diff.counts.moved) == (5, 0)


def test_one_page_under_two_banners_reads_the_same() -> None:
    assert text_diff(main_content("20210608114503-banner-b"), main_content("20220315092632-seed-banner-a")).is_empty


# --- large and hostile pages ------------------------------------------------------------------------------------------

MANY = 100_000
HOSTILE = {
    "equal tiny blocks, half of them gone": (["x"] * MANY, ["x"] * (MANY // 2)),
    "every second tiny block is another": (["x"] * MANY, ["x", "y"] * (MANY // 2)),
    "tiny blocks of two kinds in any order": (
        random.Random(1).choices("xy", k=MANY),
        random.Random(2).choices("xy", k=MANY),
    ),
    "no block in common": ([f"a{number}" for number in range(MANY)], [f"b{number}" for number in range(MANY)]),
    "the other way round": (
        [f"a{number}" for number in range(MANY)],
        [f"a{number}" for number in reversed(range(MANY))],
    ),
    "every block changed": ([f"row {n} of old" for n in range(MANY)], [f"row {n} of new" for n in range(MANY)]),
    "5 MB without spaces, one letter changed": (["a" * 5_000_000], ["a" * 2_500_000 + "b" + "a" * 2_499_999]),
    "5 MB without spaces, all changed": (["a" * 5_000_000], ["b" * 5_000_000]),
    "5 MB of one word": (["x " * 2_500_000 + "x"], ["x " * 2_500_000 + "y"]),
    "5 MB of two words": (["x " * 2_500_000], ["x y " * 1_250_000]),
    "5 MB of marks": (["." * 5_000_000], ["," * 5_000_000]),
    "5 MB of spaces": ([" " * 5_000_000], [" " * 5_000_000 + "x"]),
    "5 MB of clauses, every second changed": (["x, .,,. " * 600_000], ["y, .,,. " * 600_000]),
    "5 MB of letters and stops": (["a." * 2_500_000], ["b." * 2_500_000]),
}


@pytest.mark.slow
@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_are_compared_too(case: str) -> None:
    before, after = HOSTILE[case]
    assert apply(before, text_diff(blocks(before), blocks(after))) == tuple(after)


def prose(seed: int, paragraphs: int) -> list[str]:
    choose = random.Random(seed)
    words = ["".join(choose.choices("abcdefghijklmnop", k=choose.randint(2, 9))) for _ in range(3000)]
    return [", ".join(" ".join(choose.choices(words, k=7)) for _ in range(8)) for _ in range(paragraphs)]


@pytest.mark.slow
def test_in_a_large_page_each_change_is_found_among_many() -> None:
    before = prose(1, 2000)
    after = [text if at % 3 else text.replace(",", " indeed,", 1) for at, text in enumerate(before)]
    diff = diff_of(before, after)
    assert (diff.counts.changed, diff.counts.removed, diff.counts.added) == (667, 0, 0)
    everywhere = diff_of(before, [text.replace(",", " indeed,", 1) for text in before])
    assert (everywhere.counts.changed, everywhere.counts.words_added, everywhere.counts.words_removed) == (
        2000,
        2000,
        0,
    )


def test_in_one_long_block_each_change_is_found() -> None:
    before = "\n".join(prose(2, 300))
    after = before.replace("\n", " new\n")
    (block,) = diff_of([before], [after]).blocks
    assert sum(run.kind == "added" for run in block.runs) == 299
    assert not any(run.kind == "removed" for run in block.runs)


def test_ten_times_the_page_does_not_take_a_hundred_times_the_calls() -> None:
    def calls(paragraphs: int) -> int:
        before = prose(3, paragraphs)
        after = [text if at % 50 else text.replace(" ", " new ", 1) for at, text in enumerate(before)]
        sides = blocks(before), blocks(after)
        profile = cProfile.Profile()
        profile.runcall(text_diff, *sides)
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(5000) / calls(500) < 20  # 10 would be linear, 100 quadratic
