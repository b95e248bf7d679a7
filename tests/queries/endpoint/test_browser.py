"""The pages in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.queries.endpoint.conftest import SOURCE, TEXT, Server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine: the pages are not tried in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser.new_page()
        browser.close()


def test_browser_fragment_marks_code_points(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/documents/{SOURCE}#char=0,20")
    page.wait_for_selector("mark")
    assert page.inner_text("mark") == TEXT[:20]
    page.evaluate("location.hash = '#char=22,26'")

    page.wait_for_timeout(100)
    assert page.inner_text("mark") == TEXT[22:26]


def test_browser_follows_a_question_to_its_passage_and_asks_nobody_else(server: Server, page: Page) -> None:
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(server.url)
    page.click("text=某部门的全部安全职责及出处")
    page.fill("input[name=agency]", "临江市应急管理局")
    page.click("button")
    page.click("td a")
    page.wait_for_selector("mark")
    assert page.inner_text("mark") == TEXT[:20]
    assert requests and all(url.startswith(server.url) for url in requests)
    assert not faults


def test_browser_runs_a_query_from_the_form(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.select_option("#format", "tsv")
    with page.expect_response("**/sparql") as waiting:
        page.evaluate("document.querySelector('form').submit()")
    assert waiting.value.status == 200
    assert waiting.value.headers["content-type"].startswith("text/tab-separated-values")
