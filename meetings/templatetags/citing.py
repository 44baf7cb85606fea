"""A citation inside a page, for programs that keep references."""

from django import template
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString, mark_safe

from meetings.models import Commitment
from meetings.sharing.citation import Citation, cite_commitment
from meetings.sharing.metadata import context_object, files, meta_tags, schema_org

register = template.Library()


@register.simple_tag
def embedded(citation: Citation | None) -> SafeString:
    """For the head of a page: ``meta`` tags and schema.org of what it shows; nothing without one.

    A block of data is no script: no browser runs it, and the policy of the site lets it stand.
    """
    if not citation:  # a preview cites nothing
        return SafeString("")
    tags = format_html_join("\n", '<meta name="{}" content="{}">', meta_tags(citation))
    data = json_script(schema_org(citation)).replace("application/json", "application/ld+json", 1)
    dublin_core = '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'
    links = format_html_join("\n", '<link rel="alternate" type="{}" href="{}">', files(citation))
    return format_html(dublin_core + "\n{}\n{}\n{}", tags, links, mark_safe(data))  # noqa: S308 - escaped by json_script


@register.simple_tag(takes_context=True)
def commitment_coins(context: dict[str, object], commitment: Commitment) -> SafeString:
    """COinS of one commitment in a list."""
    request = context["request"]
    assert isinstance(request, HttpRequest)  # noqa: S101 - every page is rendered with its request
    cited = cite_commitment(commitment, request.build_absolute_uri)
    return format_html('<span class="Z3988" title="{}"></span>', context_object(cited))
