package pro.saleflex.office.document;

/** Versions of the masking rules: what a card number is and where to look for it. */
enum MaskingRules {
    /** The current rules, which mask everything that is stored, logged, shown or returned. */
    TODAY {
        @Override
        boolean inspects(Context place, String name) {
            return MemberRules.mayHoldCard(place, name);
        }

        @Override
        boolean isIssued(int first, int length) {
            return CardSchemes.isIssued(first, length);
        }

        @Override
        boolean masksTrackData() {
            return true;
        }
    },

    /**
     * The rules until 28 November 2026. Documents stored under them have their content hash from them, so these rules
     * decide whether a document sent again is the stored one. Never change them.
     */
    FORMER {
        @Override
        boolean inspects(Context place, String name) {
            return name.startsWith("card_") || (!place.inFiscal() && !MemberRules.isExempt(name));
        }

        @Override
        boolean isIssued(int first, int length) {
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
        boolean masksTrackData() {
            return false;
        }
    },

    /** Both together, in every member: where these rules find nothing, neither of the two does. */
    EITHER {
        @Override
        boolean inspects(Context place, String name) {
            return true;
        }

        @Override
        boolean isIssued(int first, int length) {
            return TODAY.isIssued(first, length) || FORMER.isIssued(first, length);
        }

        @Override
        boolean masksTrackData() {
            return true;
        }
    };

    /** Whether to look for card numbers in a member's value. */
    abstract boolean inspects(Context place, String name);

    /**
     * Whether a scheme issues numbers of this length that start with these digits.
     *
     * @param first the first eight digits
     */
    abstract boolean isIssued(int first, int length);

    /** Whether magnetic stripe data after a number is masked, too. */
    abstract boolean masksTrackData();

    private static boolean within(int value, int first, int last) {
        return value >= first && value <= last;
    }

    /**
     * Where in a document a member is.
     *
     * @param inFiscal in its fiscal part
     * @param inPayments in one of its payments
     * @param inCard in a part whose name mentions a card
     */
    record Context(boolean inFiscal, boolean inPayments, boolean inCard) {
        static final Context TOP = new Context(false, false, false);

        /** Returns the place of a member's contents. */
        Context inside(String name) {
            return new Context(
                    inFiscal || name.equals(MemberRules.FISCAL_PART),
                    inPayments || name.equals(MemberRules.PAYMENTS),
                    inCard || MemberRules.mentionsCard(name));
        }
    }
}
