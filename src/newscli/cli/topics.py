"""Texts of `newscli help TOPIC`; docs/reference has the same facts at length."""

from typing import Final

from newscli.config import KEYS, written

TOPICS: Final[dict[str, tuple[str, str]]] = {
    "refs": (
        "How to name articles.",
        """REF names articles wherever a command takes them:

  412                   the article with that id; ids never change
  14-16                 a range of ids
  @3, @2-4              the third line, the second to fourth, of the last listing
  @last                 all of the last listing
  https://...           the article at that address
  ./page.html, -        a file, standard input (read, related)

The last listing is what latest, search, related or add printed last. What read
prints below an article is none: its items have ids.

--stdin takes ids from the first column of each line piped in:

  newscli latest -u | grep -i korea | newscli read --stdin""",
    ),
    "names": (
        "How to name feeds.",
        """FEED names a feed by its slug (first column of newscli feeds), its address, its
site's host, or a part of its title that no other feed has:

  newscli latest bbc-world
  newscli refresh bbc.co.uk
  newscli remove "deutsche welle"

Several that answer are listed, and nothing is done.""",
    ),
    "times": (
        "What --since and --before take.",
        """  2d, 3h, 30m, 1w, 1y   so long ago
  today, yesterday      the beginning of that day here
  monday ... sunday     the beginning of the last such day
  2025-11-03            the beginning of that day here
  2025-11               of that month
  2025-11-03T12:00Z     that moment

--since takes in what begins then, --before leaves it out:

  newscli latest --since 2025-11-03 --before 2025-11-04     all of 3 November""",
    ),
    "search": (
        "What newscli search understands.",
        """Words: all must occur, in title, teaser, text or among the authors.

  newscli search korea troops           both words
  newscli search 'north korea'          both, best where they stand together
  newscli search '"north korea"'        together, in that order, as written
  newscli search 'kore*'                words that begin so
  newscli search korea -north -us       not with these words
  newscli search seoul OR busan         either
  newscli search 'korea -(war OR drill)'    brackets keep things together
  newscli search korea NOT title:war    NOT is the dash

Fields, each after a dash too:

  title:summit author:nasser            words of the title, of an author's name
  feed:bbc-world outlet:bbc.co.uk       who listed it, who published it
  topic:world tag:asia lang:ko          the publisher's, yours, its language
  'topic:"city council"'                topics and tags by their whole names
  since:30d before:2025-11-03           as --since and --before take them
  on:yesterday on:2025-11-03 on:2025-11     a day, a month
  is:unread is:read is:starred is:found     found: on another article's page
  has:image has:related

A word is found in its other inflections too, after those that have it as typed;
what no article has is taken for the nearest word, and that is said. Between
quotes nothing is changed. Case, accents, full and half width do not matter.
Korean, Chinese, Japanese and Thai words are found inside longer ones. Signs
(US-Korea, C++, don't) never make an error; a word with a colon that is no field
is a word.

The best come first: title over teaser over text, newer over older.

  newscli search korea --sort newest
  newscli search korea --by month       how many, by feed, day, month, topic, author

A search can be kept, run again, asked for what is new, and read like a feed:

  newscli search --save korea korea troops
  newscli search @korea --new           what came since it was last shown whole
  newscli latest @korea

newscli search --help lists the options.""",
    ),
    "pipes": (
        "What commands print in a pipe.",
        """One line for each item, fields separated by tabs, nothing cut, no heading:

  latest, search        id  time  state  feed  title  address
  related               id  time  title  address
  feeds                 slug  unread  total  health  fetched  title  address
  searches              name  new  query
  stats                 name  number

read prints headers (Title: ...), an empty line, a line for each paragraph, and
its related items under ## Related. Completeness: teaser says that the text is
not whole. Two empty lines stand between one article and the next.

Times are UTC. State is u (unread) or r (read), then * if starred. --plain
prints the same on a terminal; --json and --jsonl print every field. Words,
warnings and progress go to standard error.""",
    ),
    "exit-codes": (
        "What exit codes mean.",
        """  0    done; also: nothing found
  1    all that was asked failed
  2    wrong usage
  3    part of what was named failed
  4    nothing new (--new), or nothing at all with -e
  70   a bug in newscli; the log file is named
  130  interrupted""",
    ),
    "environment": (
        "Which variables newscli reads.",
        """  NEWSCLI_HOME          one folder for database, configuration, cache and logs
  NO_COLOR              no colours, if set
  FORCE_COLOR           colours also where TERM is dumb
  COLUMNS, LINES        the size to lay out for
  TERM=dumb             no colours, no pager, no live progress
  PAGER, LESS           the pager of newscli read
  BROWSER               the program of newscli open
  HTTP_PROXY, HTTPS_PROXY, NO_PROXY   proxies; never for this machine itself
  XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME""",
    ),
}


def configuration_topic() -> str:
    """The keys of the configuration file, from the table that checks them."""
    lines = ["config.toml (newscli doctor says where) may have these keys:", ""]
    section = ""
    for name, key in KEYS.items():
        head, _, short = name.partition(".")
        if head != section:
            lines += ([""] if section else []) + [f"  [{head}]"]
            section = head
        lines.append(f"  {short} = {written(key.default)}".ljust(30) + f"# {key.meaning}")
    lines += [
        "",
        '  [headers."https://news.example/members/"]',
        '  Authorization = "Bearer ${NAME}"  # sent there and to nobody else',
    ]
    return "\n".join(lines)
