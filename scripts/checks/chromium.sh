#!/bin/sh
# Chromium for the checks, without the two suggestion lists of the address bar: it loads them for every page that is
# opened, nobody sees them, and they are up to a quarter of its work. The list of features counts only where it
# is given last, so theirs are added to Playwright's.
for argument do
  shift
  case $argument in
    --disable-features=*) argument="$argument,WebUIOmniboxPopup,WebUIOmniboxAimPopup" ;;
  esac
  set -- "$@" "$argument"
done
exec "$CHROMIUM_PROGRAM" "$@"
