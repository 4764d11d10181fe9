package io.instagramoperator.receiver.ledger;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.instagramoperator.receiver.log.Appended;
import io.instagramoperator.receiver.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A receiver that answers before the commit, to show that the test finds it out. */
final class AnswersTooEarly {

    private static final String NAME = EventLog.class.getName().replace('.', '/') + ".class";

    private AnswersTooEarly() {}

    /** Writes a copy of {@link EventLog} whose {@code append} does not wait, to be put in front of the class path. */
    static Path patchedClasses(Path folder) throws IOException {
        try (InputStream in = EventLog.class.getClassLoader().getResourceAsStream(NAME)) {
            ClassFile classes = ClassFile.of();
            byte[] patched = classes.transformClass(
                    classes.parse(in.readAllBytes()),
                    ClassTransform.transformingMethodBodies(
                            method -> method.methodName().equalsString("append"), doneAtOnce()));
            Path file = folder.resolve(NAME);
            Files.createDirectories(file.getParent());
            Files.write(file, patched);
            return folder;
        }
    }

    /** In place of what it would return, a future that is complete. */
    private static CodeTransform doneAtOnce() {
        ClassDesc appended = Appended.class.describeConstable().orElseThrow();
        ClassDesc list = List.class.describeConstable().orElseThrow();
        ClassDesc future = CompletableFuture.class.describeConstable().orElseThrow();
        return (code, element) -> {
            if (element instanceof ReturnInstruction) {
                code.pop()
                        .new_(appended)
                        .dup()
                        .invokestatic(list, "of", MethodTypeDesc.of(list), true)
                        .iconst_0()
                        .invokespecial(appended, "<init>", MethodTypeDesc.of(CD_void, list, CD_int))
                        .invokestatic(future, "completedFuture", MethodTypeDesc.of(future, CD_Object));
            }
            code.with(element);
        };
    }
}
