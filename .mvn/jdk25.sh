# Sourced by mvnw and fawkes: points JAVA_HOME at a JDK 25, or ends the caller with the one line that says how to get it.
# POSIX sh; works under `set -euf` and leaves globbing as it found it.
case $- in *f*) jdk25_noglob=yes ;; *) jdk25_noglob='' ;; esac
set +f
for jdk25_home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" \
  ${FAWKES_JVM_ROOT:-/usr/lib/jvm}/*25* "$HOME"/.sdkman/candidates/java/25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
  if [ -x "$jdk25_home/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$jdk25_home/release" 2>/dev/null; then
    JAVA_HOME=$jdk25_home
    export JAVA_HOME
    jdk25_found=yes
    break
  fi
done
[ -z "$jdk25_noglob" ] || set -f
if [ -z "${jdk25_found:-}" ]; then
  echo "JDK 25 not found: set JAVA_HOME to one, or install Temurin 25 under /usr/lib/jvm (https://adoptium.net)" >&2
  exit 1
fi
