package pro.saleflex.office.document;

/** What a card number is and where it is looked for: {@link #TODAY today}, and {@link #FORMER before}. */
enum MaskingRules {
    /** The rules by which everything is masked that is kept, logged, shown or given back. */
    TODAY {
        @Override
        boolean lookInto(Place place, String name) {
            return MemberRules.mayHoldCard(place, name);
        }

        @Override
        boolean areIssued(int first, int length) {
            return CardSchemes.issue(first, length);
        }

        @Override
        boolean cutTracks() {
            return true;
        }
    },

    /**
     * The rules until 28 November 2026. What was stored by them has its content hash from them, so they say whether a document
     * that is sent again is the one that is stored. Never to be changed.
     */
    FORMER {
        @Override
        boolean lookInto(Place place, String name) {
            return name.startsWith("card_") || (!place.inFiscal() && !MemberRules.isExempt(name));
        }

        @Override
        boolean areIssued(int first, int length) {
            int two = first / 1_000_000;
            int three = first / 100_000;
            int four = first / 10_000;
            boolean visa = two / 10 == 4 && (length == 13 || length == 16 || length == 19);
            boolean mastercard = length == 16 && (within(two, 51, 55) || within(four, 2221, 2720));
            boolean amex = length == 15 && (two == 34 || two == 37);
            boolean diners =
                    length >= 14 && (within(three, 300, 305) || three == 309 || two == 36 || within(two, 38, 39));
            boolean discover = length >= 16 && (four == 6011 || within(three, 644, 649) || two == 65);
            boolean jcb = length >= 16 && within(four, 3528, 3589);
            boolean unionPay = length >= 16 && two == 62;
            boolean maestro = length >= 16 && (two == 50 || within(two, 56, 58) || two == 63 || within(two, 67, 68));
            boolean mir = length >= 16 && within(four, 2200, 2204);
            boolean troy = length == 16 && four == 9792;
            return visa || mastercard || amex || diners || discover || jcb || unionPay || maestro || mir || troy;
        }

        @Override
        boolean cutTracks() {
            return false;
        }
    },

    /** Both together, everywhere: where these find nothing, neither of them does. */
    EITHER {
        @Override
        boolean lookInto(Place place, String name) {
            return true;
        }

        @Override
        boolean areIssued(int first, int length) {
            return TODAY.areIssued(first, length) || FORMER.areIssued(first, length);
        }

        @Override
        boolean cutTracks() {
            return true;
        }
    };

    /** May a member's value hold a card number? */
    abstract boolean lookInto(Place place, String name);

    /**
     * Does a scheme issue numbers of this length that begin so?
     *
     * @param first the first eight digits
     */
    abstract boolean areIssued(int first, int length);

    /** Is cut what stands behind a number on a card's magnetic stripe? */
    abstract boolean cutTracks();

    private static boolean within(int value, int first, int last) {
        return value >= first && value <= last;
    }

    /**
     * Where in a document a member stands.
     *
     * @param inFiscal in its fiscal part
     * @param inPayments in one of its payments
     * @param inCard in something whose name speaks of a card
     */
    record Place(boolean inFiscal, boolean inPayments, boolean inCard) {
        static final Place TOP = new Place(false, false, false);

        /** The place of what a member holds. */
        Place inside(String name) {
            return new Place(
                    inFiscal || name.equals(MemberRules.FISCAL_PART),
                    inPayments || name.equals(MemberRules.PAYMENTS),
                    inCard || MemberRules.speaksOfCard(name));
        }
    }
}
