package pro.saleflex.office.portal;

/** The form fields that a new store and a changed one share. */
public abstract class StoreFields {
    private String name;
    private String zone;
    private String currency;

    /** The store's name. */
    public String getName() {
        return name;
    }

    /** The store's name. */
    public void setName(String name) {
        this.name = name;
    }

    /** The name of its time zone, such as {@code Europe/Istanbul}. */
    public String getZone() {
        return zone;
    }

    /** The name of its time zone, such as {@code Europe/Istanbul}. */
    public void setZone(String zone) {
        this.zone = zone;
    }

    /** Its currency, by its ISO 4217 code. */
    public String getCurrency() {
        return currency;
    }

    /** Its currency, by its ISO 4217 code. */
    public void setCurrency(String currency) {
        this.currency = currency;
    }
}
