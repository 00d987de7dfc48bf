"""What the notice of a PROJET says is missing."""

from actgen.session.texts import in_brief


def test_what_several_items_lack_is_told_once() -> None:
    labels = [f"exposé du point {n}" for n in range(1, 21)]
    assert in_brief(labels) == ("exposé des points 1 à 20",)
    assert in_brief(["exposé du point 4", "exposé du point 1"]) == ("exposé des points 1 et 4",)


def test_one_item_and_the_act_itself_keep_their_words_and_their_places() -> None:
    labels = ["secrétaire de séance", "exposé du point 3", "secrétaire de séance", "vote du point 3"]
    assert in_brief(labels) == ("secrétaire de séance", "exposé du point 3", "vote du point 3")
