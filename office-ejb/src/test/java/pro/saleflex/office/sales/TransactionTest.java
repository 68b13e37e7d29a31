package pro.saleflex.office.sales;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import pro.saleflex.office.document.RecordBinding;
import pro.saleflex.office.testing.Samples;

class TransactionTest {

    @Test
    void bindsARealSale() {
        Transaction sale = RecordBinding.bind(Samples.item("transaction-cash-sale.json"), Transaction.class)
                .record();

        assertEquals("dcfd3213-8760-4090-9515-1315cfcfeb9d", sale.head().id());
        assertEquals(new BigDecimal("55.0000"), sale.head().totalAmount());
        assertEquals(1L, sale.head().receiptNumber());
        assertEquals("CASH_PAYMENT", sale.payments().get(0).paymentType());
        assertEquals(new BigDecimal("45.00"), sale.changes().get(0).changeAmount());
        assertNull(sale.fiscal());
    }
}
