"""The program's entry: `aftercare` and `python -m aftercare`."""


def main() -> None:
    """Run the command line; it is imported here so that help stays quick."""
    from aftercare.cli import run

    run()


if __name__ == "__main__":
    main()
