"""The three film files: MP4 for slides, WebM for the web, MOV for cutting and for Keynote."""

from platform import machine

from hillside.files.quality import Quality
from hillside.files.video import Coding, Options

# With AVX-512, x264 core 165 takes uninitialized padding into account when a side is not a multiple of 16,
# and key frames differ from run to run; its AVX2 code gives the same bytes each time.
_ASM = {"x264-params": "asm=avx2"} if machine() in ("x86_64", "AMD64") else {}

_H264 = {Quality.DRAFT: ("veryfast", 26), Quality.STANDARD: ("veryfast", 20), Quality.FINAL: ("medium", 18)}
"""A preset, and a constant rate factor (less is finer and larger)."""
_VP9 = {Quality.DRAFT: ("8", 32), Quality.STANDARD: ("5", 24), Quality.FINAL: ("3", 20)}
"""How fast the encoder is to be, and a constant rate factor."""

KEY_SECONDS = 2
"""How far apart key frames are at most, so that a player can jump."""


def _h264(quality: Quality, fps: int) -> list[Options]:
    preset, finest = _H264[quality]
    kept = {"preset": preset, "tune": "animation", "g": str(KEY_SECONDS * fps), **_ASM}
    return [{**kept, "crf": str(factor)} for factor in range(finest, 49, 3)]


def _vp9(quality: Quality, fps: int) -> list[Options]:
    speed, finest = _VP9[quality]
    kept = {"cpu-used": speed, "deadline": "good", "row-mt": "0", "b": "0", "g": str(KEY_SECONDS * fps)}
    # Frames that refer to later ones are not allowed beside alpha, and without alpha they save little here.
    return [{**kept, "auto-alt-ref": "0", "crf": str(factor)} for factor in range(finest, 64, 4)]


def _prores(quality: Quality, fps: int) -> list[Options]:
    kept = {"profile": "4444", "vendor": "apl0", "alpha_bits": "16"}
    return [{**kept, "qscale": str(scale)} for scale in (4, 8, 16, 32)]


MP4 = Coding(
    container="mp4",
    encoder="libx264",
    opaque="yuv420p",
    clear=None,
    captions="mov_text",
    levels=_h264,
    muxing={"movflags": "+faststart"},
)
WEBM = Coding(
    container="webm",
    encoder="libvpx-vp9",
    opaque="yuv420p",
    clear="yuva420p",
    captions="webvtt",
    levels=_vp9,
    # Otherwise the muxer puts a random number into the file.
    muxing={"fflags": "+bitexact"},
)
MOV = Coding(
    container="mov",
    encoder="prores_ks",
    opaque="yuv444p10le",
    clear="yuva444p10le",
    captions="mov_text",
    levels=_prores,
    muxing={"movflags": "+faststart"},
)
