"""`python -m bot` is the same front door as the command `footguide`."""

from bot.cli import main

raise SystemExit(main())
