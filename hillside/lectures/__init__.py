"""From a lecture file to everything that is built from it.

In the order of a build: `schema` and `lecture` read the file, `outputs` lists what it requests and what is
out of date, `schedule` turns that into tasks, `build` runs them in worker processes, and `build_records`
records the results in the `manifest` of the folder. `transcription` and `audio_description` put a figure into
words. `site` adds the pages: a `booklet` holds their content; `lecture_page`, `handout` and `step_book` lay
it out.
"""
