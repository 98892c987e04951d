// PostGraphile over the tables of the service, for production: the schema is built once, statements are prepared (the
// default of its adaptor), and nothing is watched, explained or logged for each request.
//
//     node server.mjs PORT DATABASE_URL WORKERS CONNECTIONS
//
// The connections to PostgreSQL are divided among the workers.
import cluster from "node:cluster";
import { createServer } from "node:http";

import { PgAggregatesPreset } from "@graphile/pg-aggregates";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const [port, connectionString, workers, connections] = process.argv.slice(2);

if (cluster.isPrimary && workers > 1) {
    for (let worker = 0; worker < workers; worker++) cluster.fork();
    cluster.on("exit", () => process.exit(1));
} else {
    const server = createServer();
    await postgraphile({
        extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
        // Without this plugin, clients may also filter by columns that no index begins with, as clients of the service
        // may.
        disablePlugins: ["PgIndexBehaviorsPlugin"],
        pgServices: [
            makePgService({ connectionString, schemas: ["public"], poolConfig: { max: connections / workers } }),
        ],
        schema: { defaultBehavior: "connection list", connectionFilterRelations: true },
        grafserv: { watch: false, graphiql: false, websockets: false },
        grafast: { explain: false },
    }).createServ(grafserv).addTo(server);
    server.listen(port, "127.0.0.1");
}
