package pro.saleflex.office.sales;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import pro.saleflex.office.document.ColumnConverter;
import pro.saleflex.office.sales.Transaction.Fiscal;

/** The fiscal device's data; its signatures stay in the journal only. */
@Entity
@Table(name = "sales_fiscal")
class SalesFiscal extends DocumentRow {
    String countryCode;
    String fiscalDeviceId;
    String fiscalDeviceSerial;
    String fiscalReceiptNumber;
    String fiscalInvoiceNumber;
    String fiscalDocumentType;
    String reportingStatus;

    protected SalesFiscal() {}

    SalesFiscal(int position, Fiscal row, ColumnConverter columns) {
        super(position, columns.id("fiscal.id", row.id()));
        countryCode = columns.text(row.countryCode());
        fiscalDeviceId = columns.text(row.fiscalDeviceId());
        fiscalDeviceSerial = columns.text(row.fiscalDeviceSerial());
        fiscalReceiptNumber = columns.text(row.fiscalReceiptNumber());
        fiscalInvoiceNumber = columns.text(row.fiscalInvoiceNumber());
        fiscalDocumentType = columns.text(row.fiscalDocumentType());
        reportingStatus = columns.text(row.reportingStatus());
    }
}
