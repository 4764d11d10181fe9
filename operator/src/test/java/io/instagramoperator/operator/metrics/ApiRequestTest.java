package io.instagramoperator.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests become few words, and never the name of anything. */
class ApiRequestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            GET    | /api/v1/namespaces/social/pods                                                                    | ''                          | list   | pods
            GET    | /api/v1/pods                                                                                      | labelSelector=a             | list   | pods
            GET    | /api/v1/pods                                                                                      | resourceVersion=7&watch=true | watch | pods
            PATCH  | /api/v1/namespaces/social/configmaps/acme-receiver                                                | fieldManager=x              | patch  | configmaps
            PATCH  | /apis/apps/v1/namespaces/social/deployments/acme-receiver                                         | ''                          | patch  | deployments
            PATCH  | /apis/instagram-operator.io/v1alpha1/namespaces/social/instagramaccounts/acme/status              | ''                          | patch  | instagramaccounts/status
            GET    | /apis/coordination.k8s.io/v1/namespaces/operators/leases/instagram-operator                       | ''                          | get    | leases
            POST   | /apis/coordination.k8s.io/v1/namespaces/operators/leases                                          | ''                          | create | leases
            PUT    | /apis/coordination.k8s.io/v1/namespaces/operators/leases/instagram-operator                       | ''                          | update | leases
            DELETE | /apis/networking.k8s.io/v1/namespaces/social/ingresses/acme-receiver                              | ''                          | delete | ingresses
            GET    | /api/v1/namespaces                                                                                | ''                          | list   | namespaces
            GET    | /api/v1/namespaces/social                                                                         | ''                          | get    | namespaces
            GET    | /apis/gateway.networking.k8s.io/v1                                                                | ''                          | get    | other
            GET    | /api                                                                                              | ''                          | get    | other
            GET    | /version                                                                                          | ''                          | get    | other
            GET    | /                                                                                                 | ''                          | get    | other
            HEAD   | /api/v1/pods                                                                                      | ''                          | other  | pods
            """)
    void isNamedAsInRbac(String method, String path, String query, String verb, String resource) {
        assertThat(ApiRequest.of(method, path, query)).isEqualTo(new ApiRequest(verb, resource));
    }
}
