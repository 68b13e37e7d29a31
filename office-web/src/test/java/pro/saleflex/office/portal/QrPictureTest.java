package pro.saleflex.office.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
    private static final int SCALE = 4;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    /** Renders the path as a browser does, and decodes it. */
    private static String read(QrPicture picture) throws ReaderException {
        int width = picture.size() * SCALE;
        int[] pixels = new int[width * width];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher run = RUN.matcher(picture.path());
        int end = 0;
        while (run.find()) {
            assertEquals(end, run.start(), "nothing else is drawn");
            assertEquals(run.group(3), run.group(4), "each run is closed");
            end = run.end();
            int x = Integer.parseInt(run.group(1)) * SCALE;
            int y = Integer.parseInt(run.group(2)) * SCALE;
            for (int row = y; row < y + SCALE; row++) {
                int first = row * width + x;
                Arrays.fill(pixels, first, first + Integer.parseInt(run.group(3)) * SCALE, 0);
            }
        }
        assertEquals(picture.path().length(), end);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(width, width, pixels))))
                .getText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"K7QM-3XWD", "{\"store_code\":\"Mağaza 1\",\"terminal_code\":\"صندوق\"}"})
    void decodesToTheTextItEncodes(String text) throws ReaderException {
        assertEquals(text, read(QrPicture.of(text)));
    }

    @Test
    void holdsTheLongestCodesAndRejectsATextThatIsTooLong() throws ReaderException {
        String text = "x".repeat(600);
        assertEquals(text, read(QrPicture.of(text)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> QrPicture.of("x".repeat(5_000)))
                .getMessage()
                .contains("5000"));
    }
}
