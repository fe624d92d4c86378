"""The command line of the checkout: `python render.py …` is `hillside …`."""

from hillside.cli.main import main

if __name__ == "__main__":
    main()
