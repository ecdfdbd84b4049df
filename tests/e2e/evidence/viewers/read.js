/*
 * read.js FILE - is the file HAR 1.2 to others, and does it hold together?
 * Prints "valid N entries", or what is wrong and ends with 1.
 */
'use strict';

const fs = require('fs');
const validator = require('har-validator/lib/promise');

/* What a viewer relies on and no schema says. */
function incoherence(log) {
    const pages = new Set(log.pages.map((page) => page.id));

    for (const [i, entry] of log.entries.entries()) {
        const parts = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'];
        const sum = parts.map((name) => Math.max(entry.timings[name], 0))
            .reduce((a, b) => a + b);

        if (Math.abs(sum - entry.time) > 0.001)
            return `entry ${i}: time is not the sum of its timings`;
        if (entry.pageref !== undefined && !pages.has(entry.pageref))
            return `entry ${i}: its page is not there`;
        for (const object of [entry, entry.request, entry.response])
            for (const name of Object.keys(object))
                if (name.startsWith('_') && name !== '_assay')
                    return `entry ${i}: unknown extension ${name}`;
    }
    return null;
}

const har = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
validator.har(har).then(() => {
    const wrong = incoherence(har.log);

    console.log(wrong || `valid ${har.log.entries.length} entries`);
    process.exitCode = wrong ? 1 : 0;
}, (error) => {
    console.log(JSON.stringify(error.errors ? error.errors[0] : `${error}`));
    process.exitCode = 1;
});
