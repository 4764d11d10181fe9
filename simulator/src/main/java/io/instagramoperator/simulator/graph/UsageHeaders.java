package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Misbehaviour.UsageScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the headers of an answer tell of Meta's limits (Graph API, "Rate Limits"). Each host has its own names. */
final class UsageHeaders {

    private UsageHeaders() {}

    /** @param account whose token called; empty if it was an app's or nobody's */
    static Map<String, String> of(UsageScript script, Optional<Account> account) {
        Map<String, String> headers = new LinkedHashMap<>();
        int percent = script.appPercent().orElse(1);
        boolean instagram =
                account.filter(caller -> caller.login() == Login.INSTAGRAM).isPresent();
        ObjectNode app = JsonNodeFactory.instance.objectNode();
        if (instagram) {
            app.put("call_volume", percent).put("cpu_time", 1);
        } else {
            app.put("call_count", percent).put("total_cputime", 1).put("total_time", 1);
        }
        headers.put("X-App-Usage", app.toString());
        if (script.businessPercent().isPresent() && account.isPresent()) {
            ObjectNode business = JsonNodeFactory.instance.objectNode();
            business.putArray(account.get().pageId().orElse(account.get().instagramId()))
                    .addObject()
                    .put("type", instagram ? "instagram" : "messenger")
                    .put("call_count", script.businessPercent().getAsInt())
                    .put("total_cputime", 1)
                    .put("total_time", 1)
                    .put("estimated_time_to_regain_access", script.regainMinutes());
            headers.put("X-Business-Use-Case-Usage", business.toString());
        }
        return headers;
    }
}
