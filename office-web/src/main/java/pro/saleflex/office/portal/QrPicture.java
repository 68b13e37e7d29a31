package pro.saleflex.office.portal;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.Serializable;
import java.util.Map;

/**
 * A QR code as an SVG path, one unit per module. Inline in the page, so that no image has to be stored or allowed by
 * the CSP.
 *
 * @param size width and height, with the quiet zone of four modules that ISO/IEC 18004 requires
 * @param path the dark modules, row by row
 */
public record QrPicture(int size, String path) implements Serializable {
    private static final int QUIET_ZONE = 4;

    /** Encodes a text. */
    static QrPicture of(String text) {
        BitMatrix modules = encode(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int end = x;
                while (end < modules.getWidth() && modules.get(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append("M%s %sh%sv1h-%sz".formatted(x, y, end - x, end - x));
                }
                x = end + 1;
            }
        }
        return new QrPicture(modules.getWidth(), path.toString());
    }

    private static BitMatrix encode(String text) {
        try {
            // Level M survives 15 % damage, such as a reflection on the screen, and keeps the modules large.
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    "UTF-8",
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code: " + text.length() + " characters", e);
        }
    }
}
