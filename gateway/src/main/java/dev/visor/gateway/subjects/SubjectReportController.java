package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.trail.ReceiptHeaders;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The report about one person. The pseudonym comes in the body, never in an address that logs keep. */
@RestController
@RequestMapping("/api/v1/subjects")
class SubjectReportController {

    private final SubjectReports reports;
    private final ReceiptHeaders receipts;

    SubjectReportController(SubjectReports reports, ReceiptHeaders receipts) {
        this.reports = reports;
        this.receipts = receipts;
    }

    @PostMapping("/reports")
    @Guarded(Act.SUBJECT_REPORT)
    void report(Caller caller, @Valid @RequestBody WantedReport wanted, HttpServletResponse response)
            throws IOException {
        reports.send(
                caller,
                wanted.pseudonym(),
                wanted.fresh(),
                receipt -> {
                    response.setContentType("application/zip");
                    response.setHeader("Cache-Control", "no-store");
                    response.setHeader(
                            "Content-Disposition", "attachment; filename=\"report-" + receipt.record() + ".zip\"");
                    receipts.write(response, receipt);
                },
                response.getOutputStream());
    }

    /**
     * About whom.
     *
     * @param fresh whether the log shall first commit anew to how many records it holds about each person, so that the
     *     report is complete by proof up to now; otherwise it is so up to the last daily commitment
     */
    record WantedReport(@NotBlank @Size(max = 200) String pseudonym, boolean fresh) {

        @Override
        public String toString() {
            return "WantedReport[]";
        }
    }
}
