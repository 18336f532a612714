FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY mvnw ./
COPY .mvn .mvn
# mvnw downloads the pinned Maven. If it cannot reach Apache's archive, the image's distribution has a package.
RUN ./mvnw --version || { apt-get update && apt-get install -y --no-install-recommends maven; }
# Building one file downloads all dependencies and plugins. Docker keeps this layer until the pom changes.
COPY pom.xml ./
COPY src/main/java/io/chatroom/package-info.java src/main/java/io/chatroom/
RUN ./mvnw -B package -Dmaven.test.skip -Dspring-boot.repackage.skip
COPY src/main src/main
# .git is not in the build context. --build-arg REVISION=$(git rev-parse --short HEAD) passes the commit.
ARG REVISION=unknown
RUN ./mvnw -B package -Paot -Dmaven.test.skip \
	&& java -Djarmode=tools -jar target/chatroom.jar extract --layers --destination layers
# SQLite's native library for this machine: at run time no directory is writable and executable.
RUN driver=$(ls layers/dependencies/lib/sqlite-jdbc-*.jar) \
	&& jar --extract --file "$driver" "org/sqlite/native/$(java -cp "$driver" org.sqlite.util.OSInfo)/libsqlitejdbc.so" \
	&& mv org/sqlite/native/*/*/libsqlitejdbc.so ./
# The umask at the time of the clone determines the files' modes. Older builders do not have COPY --chmod.
COPY deploy/image image
RUN chmod 0755 image/train && chmod 0644 image/jvm.options

FROM eclipse-temurin:25-jre AS runtime
WORKDIR /chatroom
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# JVM options. The AOT cache below works only with the object headers that it was trained with.
COPY --from=build /build/image/jvm.options ./
COPY --from=build /build/libsqlitejdbc.so ./

# The cache works only with the Java and the jars that it was trained with, so the runtime stage trains it.
FROM runtime AS cache
COPY --from=build /build/image/train /usr/local/bin/
RUN train

FROM runtime
COPY --from=cache /chatroom/chatroom.aot ./
# A new volume gets the owner and the mode of this directory.
RUN install -d -o 10001 -g 10001 -m 0700 /data
VOLUME /data
USER 10001:10001
# Fails the build if the JVM does not accept the cache.
RUN ["java", "@jvm.options", "-XX:AOTCache=chatroom.aot", "-XX:AOTMode=on", "-jar", "chatroom.jar", "load", "--help"]
# SQLite's own temporary files must have the disk's size, too.
ENV CHAT_TCP_BIND_ADDRESS=0.0.0.0 CHAT_WEB_ADDRESS=0.0.0.0 SERVER_ADDRESS=0.0.0.0 CHAT_DATA_DIRECTORY=/data SQLITE_TMPDIR=/data \
	MANAGEMENT_METRICS_SYSTEM_DISKSPACE_PATHS=/data
EXPOSE 5000 8000 8080
# Runs without the service's JVM options, which would open the service's debugger port or rotate its GC log.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
	CMD ["env", "-u", "JAVA_TOOL_OPTIONS", "-u", "JDK_JAVA_OPTIONS", "-u", "_JAVA_OPTIONS", \
		"java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", \
		"-Djava.io.tmpdir=/dev/shm", "-jar", "chatroom.jar", "healthcheck"]
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=chatroom.aot", "-jar", "chatroom.jar"]
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="chatroom" \
	org.opencontainers.image.description="A chat service over raw TCP: telnet in, type a name, talk with everyone in the room." \
	org.opencontainers.image.licenses="MIT" \
	org.opencontainers.image.version="$VERSION" \
	org.opencontainers.image.revision="$REVISION"
