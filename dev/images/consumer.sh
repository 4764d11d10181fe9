# shellcheck shell=bash
# The image of an application, for the tests on a cluster: the tutorial's consumer in Java, on a JRE of its own. Needs jars.sh and base.sh.

# consumer_image: leaves target/images/consumer.tar, localhost/instagram-operator/consumer:dev.
consumer_image() {
  local root=target/images/consumer version jar
  version=$(sed -nE 's#.*<standardwebhooks.version>(.*)</.*#\1#p' pom.xml)
  jar=standardwebhooks-$version.jar
  rm -rf "$root"
  # In a subshell, so that the other images keep their modules.
  (base_modules=java.base,java.net.http,jdk.httpserver base_root "$root")
  maven --quiet org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact="com.standardwebhooks:standardwebhooks:$version" -DoutputDirectory="$PWD/$root/app"
  "$JAVA_HOME/bin/javac" -d "$root/app" --class-path "$root/app/$jar" docs/consumers/java/Consumer.java
  image_tar localhost/instagram-operator/consumer:dev "$root" target/images/consumer.tar java -cp "/app:/app/$jar" Consumer
}
