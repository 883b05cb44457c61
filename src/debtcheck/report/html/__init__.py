"""The report as one page of HTML: no script, nothing from outside, safe to open and to print."""
