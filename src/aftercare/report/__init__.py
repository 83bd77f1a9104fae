"""The clinician's page as a pure function of journal, review and choice. See `build.py`; the PDF is in `exporters`."""
