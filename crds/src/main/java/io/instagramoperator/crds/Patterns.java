package io.instagramoperator.crds;

/** Regular expressions (RE2) that the validation rules of several fields share. */
public final class Patterns {

    /** An id of Meta: digits, but more than fit a number of JSON. */
    public static final String META_ID = "^[0-9]{1,32}$";

    /** Name of most Kubernetes objects (RFC 1123 subdomain); its length is checked apart. */
    public static final String DNS_SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** Name of a namespace (RFC 1123 label); its length is checked apart. */
    public static final String NAMESPACE = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** Name of a Service (RFC 1035 label); its length is checked apart. */
    public static final String SERVICE_NAME = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

    /** Public host name: at least two labels, the last one not a number, so that no IP address fits. */
    public static final String HOST_NAME = "^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?[.])+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$";

    /** Key of a label, of an annotation or of a taint, with or without a prefix. */
    public static final String LABEL_KEY = "^([-a-z0-9.]{1,253}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

    /** Value of a label or of a taint; it may be empty. */
    public static final String LABEL_VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$";

    private Patterns() {}
}
