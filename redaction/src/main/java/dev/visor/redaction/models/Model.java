package dev.visor.redaction.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A network by its file's name and its SHA-256. */
public enum Model {
    /** Finds faces: YuNet (Apache-2.0, ShiqiYu/libfacedetection.train at 0047ac24a), given by the operator. */
    YUNET("yunet_n_640_640.onnx", "25a606a145a5b6d7271ae138fbd00eba91dad8b83222ae3f2c7ecd0f4a7b0e31"),
    /** Finds faces where YuNet is absent: MediaPipe's full-range model (Apache-2.0), from npm. */
    FULL_RANGE("face_detection_full_range.tflite", "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"),
    /** Looks at finished views: MediaPipe's short-range model (Apache-2.0), from npm. */
    SHORT_RANGE(
            "face_detection_short_range.tflite", "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"),
    /** Fits 468 points to a face: MediaPipe's face mesh (Apache-2.0), from npm. */
    FACE_MESH("face_landmark.tflite", "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1"),
    /** Parts people from what is behind them: MediaPipe's selfie segmentation (Apache-2.0), from npm. */
    SELFIE_SEGMENTATION(
            "selfie_segmentation.tflite", "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27");

    private final String fileName;
    private final String sha256;

    Model(String fileName, String sha256) {
        this.fileName = fileName;
        this.sha256 = sha256;
    }

    /** The file's name in a folder of models. */
    public String fileName() {
        return fileName;
    }

    /** The file's SHA-256 in lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Name and version for records: the bare name and the first eight digits of the hash. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "@" + sha256.substring(0, 8);
    }

    /** Whether the bytes are this model. */
    public boolean is(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .equals(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Whether the folder has a file of this name; its content is checked by {@link #read}. */
    public boolean liesIn(Path folder) {
        return Files.isRegularFile(folder.resolve(fileName));
    }

    /**
     * Reads the model from a folder.
     *
     * @throws IOException if it is not there or is another file under the same name
     */
    public byte[] read(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(fileName));
        if (!is(bytes)) {
            throw new IOException("The model " + fileName + " does not have the SHA-256 " + sha256);
        }
        return bytes;
    }
}
