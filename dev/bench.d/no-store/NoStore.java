import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A Java agent that takes the store out of the receiver, to tell what the store costs: appending does nothing and is done at
 * once. All the rest, from the socket to the normalised event and back, is the receiver as it is. Not part of the product.
 */
public final class NoStore {

    private static final String LOG = "io/instagramoperator/receiver/log/EventLog";
    private static final ClassDesc APPENDED = ClassDesc.of("io.instagramoperator.receiver.log.Appended");
    private static final ClassDesc FUTURE = CompletableFuture.class.describeConstable().orElseThrow();
    private static final ClassDesc LIST = List.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc APPEND =
            MethodTypeDesc.of(CompletionStage.class.describeConstable().orElseThrow(), LIST);

    private NoStore() {}

    /** Called by the JVM before the program. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new ClassFileTransformer() {
            @Override
            public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                return name.equals(LOG) ? withoutStore(bytes) : null;
            }
        });
    }

    private static byte[] withoutStore(byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        ClassModel log = classFile.parse(bytes);
        if (log.methods().stream().filter(NoStore::isAppend).count() != 1) {
            // The JVM ignores a transformer's exceptions, and then the store would be measured as none.
            System.err.println("NoStore: " + LOG + " has no append(List) that returns a CompletionStage");
            Runtime.getRuntime().halt(3);
        }
        return classFile.transformClass(log, (builder, element) -> {
            if (element instanceof MethodModel method && isAppend(method)) {
                builder.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(), NoStore::appendNothing);
            } else {
                builder.with(element);
            }
        });
    }

    private static boolean isAppend(MethodModel method) {
        return method.methodName().equalsString("append") && method.methodTypeSymbol().equals(APPEND);
    }

    /** {@code return CompletableFuture.completedFuture(new Appended(List.of(), 0));}. */
    private static void appendNothing(CodeBuilder code) {
        code.new_(APPENDED)
                .dup()
                .invokestatic(LIST, "of", MethodTypeDesc.of(LIST), true)
                .iconst_0()
                .invokespecial(APPENDED, ConstantDescs.INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, LIST, ConstantDescs.CD_int))
                .invokestatic(FUTURE, "completedFuture", MethodTypeDesc.of(FUTURE, ConstantDescs.CD_Object))
                .areturn();
    }
}
