import re

from hillside.files.captions import Clip, srt, vtt

CLIPS = (Clip("A curve.", 2.5, 0.0), Clip("f < 0 & flat", 3600.0, 2.5))


def test_both_kinds_of_captions_have_the_same_texts_and_times():
    times = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d\d\d) --> (\d\d):(\d\d):(\d\d)[.,](\d\d\d)")
    assert times.findall(vtt(CLIPS)) == times.findall(srt(CLIPS))
    assert times.findall(srt(CLIPS))[1] == ("00", "00", "02", "500", "01", "00", "02", "500")


def test_subrip_numbers_its_cues_and_separates_them_by_an_empty_line():
    assert srt(CLIPS) == (
        "1\n00:00:00,000 --> 00:00:02,500\nA curve.\n\n2\n00:00:02,500 --> 01:00:02,500\nf < 0 & flat\n"
    )


def test_characters_with_a_meaning_in_webvtt_are_escaped():
    assert "f &lt; 0 &amp; flat" in vtt(CLIPS)
