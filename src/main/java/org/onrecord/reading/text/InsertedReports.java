package org.onrecord.reading.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Divides quotations with an attribution between dashes inside their marks: «Нет, — сказала Рид. — Мы ждём». */
final class InsertedReports {

    private static final Pattern REPORT = Pattern.compile(
            "([,!?…])[ \u00A0][—–][ \u00A0](\\p{Ll}+)[ \u00A0][^—–«»]{1,100}?([.,][ \u00A0][—–][ \u00A0]|$)");

    private InsertedReports() {}

    /** @param verbs the forms of verbs of saying */
    static List<Quotation> divide(String body, List<Quotation> quotations, Set<String> verbs) {
        List<Quotation> divided = new ArrayList<>();
        for (Quotation quotation : quotations) {
            Matcher report = REPORT.matcher(body).region(quotation.start(), quotation.end());
            boolean isReport = !quotation.goesOn()
                    && report.find()
                    && verbs.contains(report.group(2).toLowerCase(Locale.ROOT));
            if (!isReport) {
                divided.add(quotation);
                continue;
            }
            int end = report.end(1);
            divided.add(new Quotation(quotation.open(), quotation.start(), end, end, false));
            if (report.end() < quotation.end()) {
                divided.add(new Quotation(report.end(), report.end(), quotation.end(), quotation.close(), false));
            }
        }
        return divided;
    }
}
