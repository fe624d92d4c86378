"""From a lecture file to everything that is built from it.

In the order of a build: `schema` and `lecture` read the file, `outputs` says what it asks for and what of
that is out of date, `schedule` makes tasks of it, `build` has them done by workers, and `build_records` keeps
what they made in the `manifest` of the folder. `transcription` puts a figure into words, with
`audio_description`. `site` adds the pages: a `booklet` is their content, `lecture_page` and `handout` set it.
"""
