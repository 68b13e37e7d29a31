package pro.saleflex.office.sales;

import java.math.BigDecimal;
import java.util.List;

/**
 * The wire format of a sales document (protocol reference, section 10), limited to the members that the projection
 * uses. Missing members are null. Public for the binding.
 */
public record Transaction(
        Head head,
        List<Product> products,
        List<Payment> payments,
        List<Discount> discounts,
        List<Department> departments,
        List<Tax> taxes,
        List<Tip> tips,
        List<Surcharge> surcharges,
        List<Note> notes,
        List<Loyalty> loyalty,
        List<Refund> refunds,
        List<Change> changes,
        List<Delivery> deliveries,
        List<KitchenOrder> kitchenOrders,
        Fiscal fiscal) {

    public record Head(
            String id,
            String transactionUniqueId,
            String documentType,
            String transactionType,
            String transactionStatus,
            Long closureNumber,
            Long receiptNumber,
            String transactionDateTime,
            String createdAt,
            String fkCashierCreateId,
            String fkCustomerId,
            String originalTransactionId,
            String baseCurrency,
            BigDecimal exchangeRate,
            BigDecimal totalAmount,
            BigDecimal totalVatAmount,
            BigDecimal totalDiscountAmount,
            BigDecimal totalSurchargeAmount,
            BigDecimal totalPaymentAmount,
            BigDecimal totalChangeAmount,
            BigDecimal serviceChargeAmount,
            BigDecimal tipAmount,
            BigDecimal roundingAmount,
            Long loyaltyPointsEarned,
            Long loyaltyPointsRedeemed,
            String fiscalReceiptNumber,
            Boolean isCancel,
            String cancelReason) {}

    public record Product(
            String id,
            Integer lineNo,
            String fkProductId,
            String fkDepartmentMainGroupId,
            String fkDepartmentSubGroupId,
            String productCode,
            String productName,
            String unitOfMeasure,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal vatRate,
            BigDecimal totalPrice,
            BigDecimal totalVat,
            BigDecimal totalDiscount,
            Boolean isCancel,
            Boolean isVoided) {}

    public record Payment(
            String id,
            Integer lineNo,
            String paymentType,
            BigDecimal paymentTotal,
            String currencyCode,
            BigDecimal currencyTotal,
            BigDecimal currencyExchangeRate,
            Integer installmentCount,
            String cardType,
            String authorizationCode,
            String paymentStatus,
            BigDecimal tipAmount,
            BigDecimal refundedAmount,
            Boolean isCancel) {}

    public record Discount(
            String id,
            Integer lineNo,
            String fkDiscountTypeId,
            String discountCode,
            BigDecimal discountAmount,
            String fkTransactionProductId,
            Boolean isCancel) {}

    public record Department(
            String id,
            Integer lineNo,
            String fkDepartmentMainGroupId,
            String fkDepartmentSubGroupId,
            BigDecimal vatRate,
            BigDecimal totalDepartment,
            BigDecimal totalDepartmentVat) {}

    public record Tax(
            String id,
            String taxType,
            String taxCode,
            String taxName,
            BigDecimal taxRate,
            BigDecimal taxableAmount,
            BigDecimal taxAmount,
            Boolean isExempt) {}

    public record Tip(
            String id, String tipType, BigDecimal tipAmount, BigDecimal tipPercentage, BigDecimal taxAmount) {}

    public record Surcharge(
            String id,
            String surchargeType,
            String surchargeName,
            BigDecimal surchargeAmount,
            BigDecimal surchargeRate,
            BigDecimal taxAmount) {}

    public record Note(String id, String noteType, String noteText) {}

    public record Loyalty(
            String id, String fkLoyaltyMemberId, Long pointsEarned, Long pointsRedeemed, BigDecimal redemptionAmount) {}

    public record Refund(
            String id,
            String fkOriginalTransactionId,
            String refundType,
            String refundReason,
            BigDecimal refundAmount,
            BigDecimal refundQuantity,
            BigDecimal restockingFee) {}

    public record Change(String id, Integer lineNo, BigDecimal changeAmount, String currency, Boolean isCancel) {}

    public record Delivery(
            String id,
            String deliveryNumber,
            String deliveryType,
            String deliveryStatus,
            BigDecimal deliveryFee,
            String trackingNumber,
            Boolean isCancelled) {}

    public record KitchenOrder(
            String id, String orderNumber, String kitchenOrderStatus, BigDecimal quantity, Boolean isCancelled) {}

    public record Fiscal(
            String id,
            String countryCode,
            String fiscalDeviceId,
            String fiscalDeviceSerial,
            String fiscalReceiptNumber,
            String fiscalInvoiceNumber,
            String fiscalDocumentType,
            String reportingStatus) {}
}
