"""A server as the one that this project grew from: it ends no lines, and what one read returns is one line."""
import socket
import sys
import threading

clients = {}


def broadcast(message):
    for client in list(clients):
        client.sendall(message)


def serve(connection, address):
    name = connection.recv(1024).decode()
    connection.sendall(f"Welcome {name}! If you ever want to quit, type #quit to exit.".encode())
    broadcast(f"{name} from [{address}] has joined the chat!".encode())
    clients[connection] = name
    while True:
        message = connection.recv(1024)
        if message == b"#quit":
            connection.sendall(b"#quit")
            connection.close()
            del clients[connection]
            broadcast(f"{name} has left the chat.".encode())
            return
        if not message:
            # the one it is modelled on talks on and on then
            print("the end of a connection was seen", flush=True)
            sys.exit(1)
        broadcast(name.encode() + b": " + message)


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    visitor, (host, _) = listener.accept()
    visitor.sendall(b"Greetings from the ChatRoom! ")
    visitor.sendall(b"Now type your name and press enter!")
    threading.Thread(target=serve, args=(visitor, host), daemon=True).start()
