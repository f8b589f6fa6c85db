package org.killpath.engine.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds {@code null} where it goes in or out of a public method or constructor of ours: written as
 * an argument, or returned. The compiler says which method is meant.
 */
final class Nulls extends TreePathScanner<Void, Void> {
  private final Trees trees;
  private final List<String> found;

  private Nulls(Trees trees, List<String> found) {
    this.trees = trees;
    this.found = found;
  }

  /** What the compiler is asked about are the sources that say so; the others it knows as classes. */
  static List<String> passed(Storey module) {
    final List<Path> sources =
        module.sourceFiles().stream().filter(Nulls::saysNull).toList();
    if (sources.isEmpty()) {
      return List.of();
    }
    final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      final List<String> found = new ArrayList<>();
      final JavacTask task = (JavacTask) compiler.getTask(
          null,
          files,
          problem -> addIfError(found, problem),
          List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
          null,
          files.getJavaFileObjectsFromPaths(sources));
      final Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      final Nulls nulls = new Nulls(Trees.instance(task), found);
      for (CompilationUnitTree unit : units) {
        nulls.scan(unit, null);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean saysNull(Path source) {
    try {
      return Files.readString(source).contains("null");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without knowing every class it would overlook what it looks for. */
  private static void addIfError(List<String> found, Diagnostic<?> problem) {
    if (problem.getKind() == Diagnostic.Kind.ERROR) {
      found.add("cannot be read: " + problem);
    }
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    arguments(call.getArguments());
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public Void visitNewClass(NewClassTree call, Void unused) {
    arguments(call.getArguments());
    return super.visitNewClass(call, null);
  }

  private void arguments(List<? extends ExpressionTree> arguments) {
    final Element called = trees.getElement(getCurrentPath());
    if (arguments.stream().anyMatch(Nulls::mayBeNull) && isPublicAndOurs(called)) {
      add("passes null to " + called.getEnclosingElement() + "." + called);
    }
  }

  @Override
  public Void visitReturn(ReturnTree end, Void unused) {
    final Element method = trees.getElement(method(getCurrentPath()));
    if (mayBeNull(end.getExpression()) && isPublicAndOurs(method)) {
      add("returns null from " + method.getEnclosingElement() + "." + method);
    }
    return super.visitReturn(end, null);
  }

  /** What a return leaves: a method, or a lambda, which is no element. */
  private static TreePath method(TreePath path) {
    TreePath outer = path;
    while (!(outer.getLeaf() instanceof MethodTree)
        && !(outer.getLeaf() instanceof LambdaExpressionTree)) {
      outer = outer.getParentPath();
    }
    return outer;
  }

  private static boolean isPublicAndOurs(Element method) {
    return method != null
        && method.getModifiers().contains(Modifier.PUBLIC)
        && method.getEnclosingElement() instanceof TypeElement type
        && type.getModifiers().contains(Modifier.PUBLIC)
        && type.getQualifiedName().toString().startsWith(Storey.ROOT + ".");
  }

  private static boolean mayBeNull(Tree value) {
    if (value instanceof ParenthesizedTree inner) {
      return mayBeNull(inner.getExpression());
    }
    if (value instanceof TypeCastTree cast) {
      return mayBeNull(cast.getExpression());
    }
    if (value instanceof ConditionalExpressionTree either) {
      return mayBeNull(either.getTrueExpression()) || mayBeNull(either.getFalseExpression());
    }
    return value != null && value.getKind() == Tree.Kind.NULL_LITERAL;
  }

  private void add(String what) {
    final CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
    final long position =
        trees.getSourcePositions().getStartPosition(unit, getCurrentPath().getLeaf());
    found.add(unit.getSourceFile().getName() + ":" + unit.getLineMap().getLineNumber(position) + " "
        + what);
  }
}
