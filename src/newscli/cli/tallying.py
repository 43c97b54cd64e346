"""What `newscli search` says of its words, and its `--by`: how many articles each feed, day, month, topic or author has."""

from collections.abc import Iterable

from newscli.cli.context import World
from newscli.errors import EXIT_DONE, EXIT_NOTHING
from newscli.models.search import Correction, Grouping, SearchQuery
from newscli.text import SafeLine, clean_line, format_line


def run_tally(world: World, query: SearchQuery, by: Grouping, *, words: SafeLine, is_page: bool, json: bool, jsonl: bool) -> int:
    """Print the groups, the query's limit of them (of days and months the latest); 4 if there is none."""
    from newscli.cli.zone import LocalZone
    from newscli.view.tally import shown_counts, tally_lines, tally_notes, tally_summary

    tally = world.library.store.search.tally(query, by, zone=LocalZone())
    words = say_corrections(world, tally.corrections, words)
    counts = shown_counts(tally, query.limit)
    if is_page:
        lines = tally_lines(tally, counts, words=words, width=world.width, color=world.has_color)
        world.stdout.writelines(f"{line}\n" for line in lines)
    elif json or jsonl:
        from newscli.view import machine

        objects = (machine.tally_json(tally, name, number) for name, number in counts)
        lines = machine.dump_array(objects) if json else (f"{machine.dump_line(each)}\n" for each in objects)
        world.stdout.writelines(lines)
    else:
        world.stdout.writelines(f"{name}\t{number}\n" for name, number in counts)
    if not is_page:
        if tally.is_capped:
            world.note(tally_summary(tally, words=words))
        for note in tally_notes(tally, counts):
            world.note(note)
    return EXIT_DONE if counts else EXIT_NOTHING


def say_corrections(world: World, corrections: Iterable[Correction], words: SafeLine) -> SafeLine:
    """Say which words were taken for others; `words` with these."""
    for correction in corrections:
        world.note(format_line("nothing for {}: showing {}", correction.typed, correction.taken))
        words = clean_line(words.replace(correction.typed, correction.taken))
    return words
