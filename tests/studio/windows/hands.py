"""A keyboard on a window, and what is seen to come of it: waited for, since an answer comes when it can."""

from __future__ import annotations

from base64 import b64encode

from playwright.sync_api import Page, expect


def keys(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def typed(page: Page, *values: str) -> None:
    """Values of fields that follow each other, each left by Tab."""
    for value in values:
        page.keyboard.type(value)
        page.keyboard.press("Tab")


def focused(page: Page, name: str) -> None:
    """The focus comes to the element of this id, or is there."""
    expect(page.locator(f"#{name}")).to_be_focused()


def held(page: Page) -> None:
    """The focus is somewhere: on nothing, a keyboard begins again from the top."""
    expect(page.locator("body")).not_to_be_focused()


def focus(page: Page) -> str:
    """Where the focus is: its id, or which element."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def heard(page: Page, words: str) -> None:
    """What a screen reader hears."""
    expect(page.locator("#annonce")).to_contain_text(words)


def unfolded(page: Page, within: str = "") -> None:
    """All that folds is open."""
    for details in page.locator(f"{within} details".strip()).all():
        details.evaluate("each => { each.open = true; }")


_DROP = """([zone, files]) => {
    const carried = new DataTransfer();
    for (const [name, content] of files)
        carried.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name));
    const heard = [];
    for (const kind of ["dragenter", "dragover", "drop"]) {
        const told = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
        document.querySelector(zone).dispatchEvent(told);
        heard.push(told.defaultPrevented);
    }
    return heard.every(Boolean);
}"""


def dropped(page: Page, zone: str, *files: tuple[str, bytes]) -> bool:
    """Files let fall on an element; whether the page took them, rather than let the browser open them."""
    carried = [(name, b64encode(content).decode()) for name, content in files]
    return bool(page.evaluate(_DROP, [zone, carried]))
