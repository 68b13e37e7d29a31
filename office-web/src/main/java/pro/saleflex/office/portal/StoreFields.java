package pro.saleflex.office.portal;

/** The form fields that a new store and a changed one share. */
public abstract class StoreFields {
    private String name;
    private String zone;
    private String currency;

    /** Returns the store's name. */
    public String getName() {
        return name;
    }

    /** Sets the store's name. */
    public void setName(String name) {
        this.name = name;
    }

    /** Returns the name of its time zone, such as {@code Europe/Istanbul}. */
    public String getZone() {
        return zone;
    }

    /** Sets the name of its time zone, such as {@code Europe/Istanbul}. */
    public void setZone(String zone) {
        this.zone = zone;
    }

    /** Returns its currency, by its ISO 4217 code. */
    public String getCurrency() {
        return currency;
    }

    /** Sets its currency, by its ISO 4217 code. */
    public void setCurrency(String currency) {
        this.currency = currency;
    }
}
