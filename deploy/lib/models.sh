# The face detector's model; read with `source`. The other models come with the build, from npm.
# shellcheck shell=bash

DETECTOR=yunet_n_640_640.onnx
DETECTOR_SHA256=25a606a145a5b6d7271ae138fbd00eba91dad8b83222ae3f2c7ecd0f4a7b0e31
DETECTOR_ADDRESS=https://github.com/ShiqiYu/libfacedetection.train/raw/0047ac24a/onnx/$DETECTOR

is_detector() { echo "$DETECTOR_SHA256  $1" | sha256sum --check --status 2>/dev/null; }

# Lays the detector in var/models: from VISOR_MODELS, from there already, or from its public repository.
models_find() {
    local here=$VISOR_HOME/models/$DETECTOR aside=$VISOR_HOME/models/.fetching
    if [ -n "${VISOR_MODELS:-}" ] && [ -r "$VISOR_MODELS/$DETECTOR" ]; then
        is_detector "$VISOR_MODELS/$DETECTOR" ||
            fail "$VISOR_MODELS/$DETECTOR is not the detector Visor knows (its SHA-256 must be $DETECTOR_SHA256)."
        is_detector "$here" || cp "$VISOR_MODELS/$DETECTOR" "$here"
    elif ! is_detector "$here"; then
        step models "fetching the face detector YuNet (0.3 MB, once)"
        rm -f "$here"
        if curl --silent --fail --location --connect-timeout 10 --max-time 60 --output "$aside" "$DETECTOR_ADDRESS" &&
            is_detector "$aside"; then
            mv "$aside" "$here"
        else
            rm -f "$aside"
            step models "AMBER: $DETECTOR could not be fetched; the fallback detector finds fewer faces."
            step "" "Give it with: deploy/run --models FOLDER (a folder with $DETECTOR)"
            export VISOR_MODELS=$VISOR_HOME/models
            return 0
        fi
    fi
    export VISOR_MODELS=$VISOR_HOME/models
    step models "YuNet"
}
