"""A work report in our own words, made into a context by the pipeline itself."""

from __future__ import annotations

from hashlib import sha256

from extract.context import Context
from extract.document import Document, Genre, Metadata
from extract.pipeline import contextualize

HEAD = "青山市应急管理局工作总结\n\n一、主要工作情况\n\n"
PLANS = "青山市应急管理局工作总结\n\n一、下一步工作打算\n\n"
PROBLEMS = "青山市应急管理局工作总结\n\n一、存在的问题\n\n"


def report(text: str, head: str = HEAD, genre: Genre = Genre.SUMMARY) -> Context:
    """The context of a report with one section that holds the text."""
    whole = head + text
    metadata = Metadata(
        title="青山市应急管理局工作总结",
        publisher="杭州市应急管理局",
        region="浙江省杭州市",
        period="2023-01-01/2023-12-31",
        genre=genre,
    )
    return contextualize(Document("samples/report.txt", whole, sha256(whole.encode()).hexdigest(), metadata=metadata))
