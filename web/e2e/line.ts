import { connect, createServer, type Server, type Socket } from "node:net";

/// The line between a phone and the server, for stories in which it breaks at the worst moment.
export class Line {
  /// The next request that begins so reaches the server, and its answer is lost with the connection.
  loseAnswerOf = "";
  lost = 0;
  /// How many requests that began so went through, whatever became of them.
  readonly asked: string[] = [];

  private constructor(
    readonly site: string,
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async to(site: string): Promise<Line> {
    const target = new URL(site);
    const sockets = new Set<Socket>();
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const line = new Line(`http://127.0.0.1:${address.port}`, server, sockets);
    server.on("connection", (near) => {
      const far = connect(Number(target.port), target.hostname);
      let isDoomed = false;
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
      }
      near.on("data", (bytes) => {
        const first = bytes.subarray(0, 200).toString("latin1").split(" HTTP/1.1")[0] ?? "";
        if (/^(POST|PUT|DELETE) \//.test(first)) line.asked.push(first);
        if (line.loseAnswerOf && first.startsWith(line.loseAnswerOf)) {
          line.loseAnswerOf = "";
          isDoomed = true;
        }
        far.write(bytes);
      });
      far.on("data", (bytes) => {
        if (!isDoomed) {
          near.write(bytes);
          return;
        }
        line.lost += 1;
        near.destroy();
        far.destroy();
      });
      near.on("close", () => far.destroy());
      far.on("close", () => near.destroy());
      near.on("error", () => far.destroy());
      far.on("error", () => near.destroy());
    });
    return line;
  }

  end() {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}
