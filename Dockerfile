FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY mvnw ./
COPY .mvn .mvn
# the pinned Maven; where Apache's archive is out of reach, the one that the image's packages have
RUN ./mvnw --version || { apt-get update && apt-get install -y --no-install-recommends maven; }
# a build of one file fetches all that a build needs, into a layer that lasts until the pom changes
COPY pom.xml ./
COPY src/main/java/io/chatroom/package-info.java src/main/java/io/chatroom/
RUN ./mvnw -B package -Dmaven.test.skip -Dspring-boot.repackage.skip
COPY src/main src/main
# .git stays outside: --build-arg REVISION=$(git rev-parse --short HEAD) tells the commit
ARG REVISION=unknown
RUN ./mvnw -B package -Dmaven.test.skip \
	&& java -Djarmode=tools -jar target/chatroom.jar extract --layers --destination layers
# a clone's files have the modes of its umask, and older builders have no COPY --chmod
COPY deploy/image image
RUN chmod 0755 image/train && chmod 0644 image/jvm.options

FROM eclipse-temurin:25-jre AS runtime
WORKDIR /chatroom
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
# the JVM's options, of which the cache below wants the same object headers
COPY --from=build /build/image/jvm.options ./

# the cache wants the very same Java and jars as in the image, and so it is trained in what the image is made of
FROM runtime AS cache
COPY --from=build /build/image/train /usr/local/bin/
RUN train

FROM runtime
COPY --from=cache /chatroom/chatroom.aot ./
USER 10001:10001
# ends the build unless the JVM takes the cache
RUN ["java", "@jvm.options", "-XX:AOTCache=chatroom.aot", "-XX:AOTMode=on", "-jar", "chatroom.jar", "load", "--help"]
ENV CHAT_TCP_BIND_ADDRESS=0.0.0.0 SERVER_ADDRESS=0.0.0.0
EXPOSE 5000 8080
# without the options that the service is given: a debugger's port would be taken, a log of the collector rotated away
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
