import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about many files in one virtual machine: each read once, as PDF/A-3a and as PDF/UA-1.
 *
 * <p>java -cp '.verapdf/*' Verapdf.java FILE… — or @LIST, a file that names one file a line.
 *
 * <p>One line for each file and flavour: flavour, « passed » or « failed », how many checks were made,
 * file. Then a line for each rule that failed: flavour, clause and test, how often, place, why, file.
 * Fields are parted by tabs. Ends with 1 when a rule failed, with 2 when a file could not be judged.
 */
public final class Verapdf {
    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

    private Verapdf() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF); // what it says of fonts, on the way, is no verdict
        VeraGreenfieldFoundryProvider.initialise();
        int code = arguments.length == 0 ? 2 : 0;
        for (String argument : arguments) {
            for (String file : named(argument)) {
                code = Math.max(code, judge(new File(file)));
            }
        }
        System.exit(code);
    }

    private static List<String> named(String argument) throws Exception {
        return argument.startsWith("@") ? Files.readAllLines(Path.of(argument.substring(1))) : List.of(argument);
    }

    private static int judge(File file) {
        int code = 0;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, FLAVOURS.get(0));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(FLAVOURS)) {
            parser.setFlavours(FLAVOURS);
            for (ValidationResult result : validator.validateAll(parser)) {
                code = Math.max(code, tell(file, result.getPDFAFlavour(), result));
            }
        } catch (Exception fault) {
            say("-", "unreadable", String.valueOf(fault), file.getPath());
            return 2;
        }
        return code;
    }

    private static int tell(File file, PDFAFlavour flavour, ValidationResult result) {
        boolean passed = result.isCompliant();
        String verdict = passed ? "passed" : "failed";
        say(flavour.getId(), verdict, String.valueOf(result.getTotalAssertions()), file.getPath());
        Map<String, TestAssertion> first = new TreeMap<>();
        Map<String, Integer> often = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                first.putIfAbsent(rule, assertion);
                often.merge(rule, 1, Integer::sum);
            }
        }
        first.forEach((rule, assertion) -> say(
                flavour.getId(), rule, String.valueOf(often.get(rule)), assertion.getLocation().getContext(),
                why(assertion), file.getPath()));
        return passed ? 0 : 1;
    }

    private static String why(TestAssertion assertion) {
        String message = assertion.getErrorMessage();
        return message == null ? assertion.getMessage() : message;
    }

    private static void say(String... fields) {
        for (int i = 0; i < fields.length; i++) {
            fields[i] = String.valueOf(fields[i]).replaceAll("[\\t\\r\\n]+", " ");
        }
        System.out.println(String.join("\t", fields));
    }
}
