package org.killpath.lab.campaign.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something could not be done with a file, in words; Java's own are often just its name. */
public final class Reason {
  private Reason() {}

  /** One line, without the name of the file. */
  public static String of(IOException e) {
    final String words;
    if (e instanceof FileSystemLoopException) {
      words = "its symbolic links lead in a circle";
    } else if (e instanceof NoSuchFileException) {
      words = "there is no such file";
    } else if (e instanceof AccessDeniedException) {
      words = "permission denied";
    } else if (e instanceof CharacterCodingException) {
      words = "it is not text in UTF-8";
    } else if (e instanceof NotDirectoryException) {
      words = "a part of its path is no directory";
    } else if (e instanceof FileAlreadyExistsException) {
      words = "there is such a file already";
    } else if (e instanceof FileSystemException system) {
      words = system.getReason();
    } else {
      words = e.getMessage();
    }
    return words == null || words.isBlank()
        ? e.getClass().getSimpleName()
        : words.lines().findFirst().orElseThrow();
  }
}
