// Generated from server/openapi.json by scripts/generate.ts. Do not edit.

export interface paths {
    "/v1/me/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read my balance */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read where my credits went */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my grants */
        get: operations["getGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my ledger entries, newest first */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/statement.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download my statement as CSV */
        get: operations["getStatementCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask what a use would cost and whether I have enough */
        get: operations["check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what I can buy */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what a top-up would cost and give
         * @description Changes nothing. The price that is charged is the one when the top-up begins.
         */
        post: operations["createQuote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List my top-ups, newest first */
        get: operations["getTopUps"];
        put?: never;
        /**
         * Begin a top-up
         * @description Opens a checkout. Credits are granted when the payment has settled, never before.
         */
        post: operations["createTopUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/top-ups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one of my top-ups */
        get: operations["getTopUp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cards that I agreed to keep */
        get: operations["getPaymentMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/payment-methods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a card */
        delete: operations["deletePaymentMethod"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow my balance, grants, orders and alerts live
         * @description Server-sent events. The first is `hello`; the data of the others is a StreamEvent. Resume with `Last-Event-ID`. `resync`: the cursor is too old, so read everything again. `end`: the session ends; connect again with a new one.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the activity log, oldest first
         * @description Of two changes of one pool at the same moment either can stand first: that with the higher `seq` is newer.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a session for one customer’s browser
         * @description Call it from your backend for the customer who is signed in there, and hand the token to the page.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one session */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke all sessions of a customer */
        delete: operations["revokeCustomerSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer */
        get: operations["getCustomer"];
        /** Create or change a customer */
        put: operations["putCustomer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer’s balance */
        get: operations["getCustomerBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read where a customer’s credits went */
        get: operations["getCustomerUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a customer’s grants */
        get: operations["getCustomerGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a customer’s ledger entries
         * @description Those that change the balance, unless `kind` names others too: notes between them (schedules, amendments, holds and their releases) have numbers of their own.
         */
        get: operations["getCustomerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a customer’s orders, newest first */
        get: operations["getCustomerOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an order */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/orders/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how an order came to where it is */
        get: operations["getOrderSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give money back; the credits follow in proportion */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the events of Stripe’s that need a person, newest first */
        get: operations["getPaymentEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-events/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Handle such an event once more */
        post: operations["replayPaymentEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant credits */
        post: operations["createGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consume credits
         * @description The same key and body give the same answer; nothing is taken twice.
         */
        post: operations["consume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consume/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consume credits for many uses at once
         * @description Each item has its own key and its own outcome: one that is wrong is refused, the others are done. The batch itself needs no key.
         */
        post: operations["consumeBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what a use would cost and whether there is enough
         * @description Changes and reserves nothing.
         */
        post: operations["createCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check that the ledger adds up
         * @description Reads every entry, some thousands a second: of a large ledger ask for a customer, or run `npm run verify`.
         */
        get: operations["verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List pools with their balances, of all customers or of one */
        get: operations["getPools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/balance/past": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer’s balance as it was at an instant */
        get: operations["getPastBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/expiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what expires next, and how much of it will likely go unused
         * @description Soonest first. The pace is that of the balance’s `runway`, in the order of spending.
         */
        get: operations["getExpiries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/entries/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain a ledger entry: its grants, feature, rate version, order and actor */
        get: operations["getEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/recurring-grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a customer’s recurring grants, oldest first
         * @description In all currencies and of all resources; those that have ended too.
         */
        get: operations["getRecurringGrants"];
        put?: never;
        /**
         * Grant credits again at every turn of a calendar period
         * @description The first period begins with its start, and so does the first grant.
         */
        post: operations["createRecurringGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/recurring-grants/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a recurring grant; what it has granted stays */
        post: operations["endRecurringGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reserve credits for work whose cost is known when it ends
         * @description It lowers what is available, not the balance, and lets go by itself when it lapses.
         */
        post: operations["createHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a hold */
        get: operations["getHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List a customer’s holds, newest first */
        get: operations["getHolds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/holds/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Consume what the work cost, and let the rest go */
        post: operations["settleHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a hold go */
        post: operations["releaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/holds/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a hold lapse at another time */
        post: operations["extendHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct a balance up or down, with a reason */
        post: operations["createAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a grant */
        get: operations["getGrant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/grants/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a grant of which nothing was used */
        post: operations["voidGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/grants/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take away what is left of a grant */
        post: operations["revokeGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/grants/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a grant expire later, or never */
        post: operations["extendGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/grants/{id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a grant be spent sooner or later than others, from now on */
        post: operations["changeGrantPriority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}/overdraft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set how far a balance may go below zero */
        put: operations["putOverdraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/currencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Create or change a currency of credits
         * @description It stays for good. From a second currency on, every request has to name the one that it means.
         */
        put: operations["putCurrency"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the currencies */
        get: operations["getCurrencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Create or rename a feature, or bring it back */
        put: operations["putFeature"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the features with their rates */
        get: operations["getFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a feature: it cannot be consumed any more, its history stays
         * @description PUT /v1/features/{id} with `archived: false` brings it back.
         */
        post: operations["archiveFeature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Create or change a package */
        put: operations["putPackage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the packages as they were defined */
        get: operations["getPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/currencies/{id}/custom-amount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how freely chosen amounts of a currency are sold */
        get: operations["getCustomAmount"];
        /** Sell freely chosen amounts of a currency, between bounds and at volume prices */
        put: operations["putCustomAmount"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features/{id}/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a feature’s rates
         * @description By currency, oldest version first; those that are over and those to come too.
         */
        get: operations["getRates"];
        put?: never;
        /**
         * Add a rate to a feature
         * @description A new version; consumptions before its date keep theirs.
         */
        post: operations["createRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features/{id}/rates/{rateId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a rate that has not begun
         * @description As if it had never been added. Not one that begins within a minute.
         */
        post: operations["withdrawRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features/{id}/rates/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what a use of a feature would cost
         * @description For any customer, now or at another time. Changes nothing.
         */
        post: operations["quoteRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/features/{id}/rates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a rate would have charged for past usage, before adding it
         * @description Changes nothing. Of usage that a rate charged: what was charged by amount, or imported, is left out.
         */
        post: operations["previewRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report deferred and recognised revenue, breakage and refunds
         * @description For each period and currency of money, from what was paid for the grants.
         */
        get: operations["getFinance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the same report as CSV
         * @description Money in minor units; `scale` says how many digits stand after the point.
         */
        get: operations["getFinanceCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say whether the process is alive */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say whether requests can be served */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the public keys that session tokens are signed with */
        get: operations["getKeySet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read figures for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        GrantStatus: "available" | "scheduled" | "used_up" | "expired" | "voided" | "taken_back";
        /** @enum {string} */
        EntryKind: "grant" | "consumption" | "expiry" | "void" | "revocation" | "adjustment" | "clawback" | "reinstatement";
        /**
         * @description How much of a feature: a positive decimal string.
         * @example 1
         */
        Quantity: string;
        /** @description What to buy: a package, or a number of credits. */
        QuoteRequest: {
            /** @example ai */
            currency?: string;
            /**
             * @description The currency to pay in; the default one unless given.
             * @example usd
             */
            moneyCurrency?: string;
            resource?: string;
            /** @example starter */
            packageId?: string;
            credits?: components["schemas"]["PositiveAmount"];
        };
        /**
         * @description A positive decimal string, without sign or exponent.
         * @example 100
         */
        PositiveAmount: string;
        /** @description What to buy, and where to come back to. */
        TopUpRequest: {
            /** @example ai */
            currency?: string;
            /**
             * @description The currency to pay in; the default one unless given.
             * @example usd
             */
            moneyCurrency?: string;
            resource?: string;
            /** @example starter */
            packageId?: string;
            credits?: components["schemas"]["PositiveAmount"];
            /**
             * @description Where to come back to, on the session’s own origin: a path that begins with one slash.
             * @example /account
             */
            returnPath?: string;
            checkoutMode?: components["schemas"]["CheckoutMode"];
            /** @description A saved card to charge at once. */
            paymentMethod?: string;
        };
        /** @enum {string} */
        CheckoutMode: "hosted" | "embedded";
        /**
         * @example {
         *       "customer": "acme",
         *       "origin": "https://app.example.com",
         *       "scopes": [
         *         "read",
         *         "purchase"
         *       ]
         *     }
         */
        SessionRequest: {
            customer: string;
            /** @description read and purchase unless given. */
            scopes?: components["schemas"]["Scope"][];
            /**
             * @description The origin of the page that uses it, exactly as the browser sends it.
             * @example https://app.example.com
             */
            origin: string;
            /** @description Seconds; 600 unless given. */
            expiresIn?: number;
        };
        /** @enum {string} */
        Scope: "read" | "purchase" | "settings";
        /**
         * @example {
         *       "name": "Acme Ltd",
         *       "email": "accounts@acme.example"
         *     }
         */
        CustomerRequest: {
            name?: string;
            /** Format: email */
            email?: string;
        };
        /**
         * @description The last four move nothing.
         * @enum {string}
         */
        AuditEntryKind: "grant" | "consumption" | "expiry" | "void" | "revocation" | "adjustment" | "clawback" | "reinstatement" | "schedule" | "amendment" | "hold" | "release";
        RefundRequest: {
            /**
             * @description Minor units; `all`: what was not refunded yet; `unused`: the share of the credits that are left.
             * @example unused
             */
            amount: string;
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
        };
        /**
         * @example {
         *       "customer": "acme",
         *       "amount": "1000",
         *       "expiresAfter": "P30D",
         *       "reason": "Welcome"
         *     }
         */
        GrantRequest: {
            customer: string;
            /** @example ai */
            currency?: string;
            resource?: string;
            amount: components["schemas"]["PositiveAmount"];
            /** @description promotional unless given. */
            category?: components["schemas"]["Category"];
            /** @description Lower is spent first; 0 unless given. */
            priority?: number;
            /**
             * Format: date-time
             * @example 2026-11-22T10:20:00Z
             */
            effectiveAt?: string;
            /**
             * Format: date-time
             * @example 2026-11-22T10:20:00Z
             */
            expiresAt?: string;
            /**
             * Format: duration
             * @description ISO 8601.
             * @example P30D
             */
            expiresAfter?: string;
            costBasis?: components["schemas"]["MoneyInput"];
            features?: string[];
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /** @enum {string} */
        Category: "paid" | "promotional";
        /** @description Money in integer minor units, as Stripe counts them. */
        MoneyInput: {
            /** @example 2250 */
            amount: string;
            /** @example usd */
            currency: string;
        };
        /** @description The host’s own notes: at most 20 short keys with text. */
        Metadata: {
            [key: string]: string;
        };
        /**
         * @example {
         *       "customer": "acme",
         *       "feature": "chat",
         *       "quantity": "1250",
         *       "dimensions": {
         *         "model": "large"
         *       }
         *     }
         */
        ConsumeRequest: {
            customer: string;
            /** @example ai */
            currency?: string;
            resource?: string;
            /** @example chat */
            feature?: string;
            /** @description Of the feature; "1" unless given. */
            quantity?: components["schemas"]["Quantity"];
            /** @description Credits, instead of a feature’s rate. */
            amount?: components["schemas"]["PositiveAmount"];
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * Format: date-time
             * @description When it was used; now unless given. At most 7 days ago, and paid by credits that were in effect then and still are.
             * @example 2026-11-22T10:20:00Z
             */
            at?: string;
            /**
             * @description What to do when there is not enough; refuse unless given.
             * @enum {string}
             */
            whenShort?: "refuse" | "partial" | "overdraft";
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /** @description What a rate and usage can tell apart, such as a model or a region. */
        Dimensions: {
            [key: string]: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "customer": "acme",
         *           "feature": "chat",
         *           "quantity": "1250",
         *           "idempotencyKey": "message-7"
         *         }
         *       ]
         *     }
         */
        ConsumeBatchRequest: {
            items: components["schemas"]["ConsumeBatchItem"][];
        };
        /**
         * @example {
         *       "customer": "acme",
         *       "feature": "chat",
         *       "quantity": "1250"
         *     }
         */
        CheckRequest: {
            customer: string;
            /** @example ai */
            currency?: string;
            resource?: string;
            /** @example chat */
            feature?: string;
            /** @description Of the feature; "1" unless given. */
            quantity?: components["schemas"]["Quantity"];
            /** @description Credits, instead of a feature’s rate. */
            amount?: components["schemas"]["PositiveAmount"];
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * @description Whether the overdraft may be used, as by a consumption; refuse unless given.
             * @enum {string}
             */
            whenShort?: "refuse" | "overdraft";
        };
        /**
         * @example {
         *       "amount": "1000",
         *       "period": {
         *         "unit": "month",
         *         "count": 1
         *       },
         *       "timeZone": "Europe/Vienna",
         *       "rollover": {
         *         "kind": "up_to",
         *         "cap": "500"
         *       }
         *     }
         */
        RecurringGrantRequest: {
            /** @example ai */
            currency?: string;
            resource?: string;
            amount: components["schemas"]["PositiveAmount"];
            period: components["schemas"]["RecurringPeriod"];
            /** @description IANA name, "UTC" unless given; periods turn at the local time of the first. */
            timeZone?: string;
            /** @description none unless given. */
            rollover?: components["schemas"]["RolloverInput"];
            /**
             * Format: date-time
             * @description Now unless given; not in the past.
             * @example 2026-11-22T10:20:00Z
             */
            startsAt?: string;
            /**
             * Format: date-time
             * @description After the start; never unless given.
             * @example 2026-11-22T10:20:00Z
             */
            endsAt?: string;
            /** @description promotional unless given. */
            category?: components["schemas"]["Category"];
            /** @description Lower is spent first; 0 unless given. */
            priority?: number;
            costBasis?: components["schemas"]["MoneyInput"];
            features?: string[];
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @example {
         *       "unit": "month",
         *       "count": 1
         *     }
         */
        RecurringPeriod: {
            /** @enum {string} */
            unit: "day" | "week" | "month" | "year";
            count: number;
        };
        /** @description What becomes of credits left when a period turns: they go, they stay, or they stay up to a cap. */
        RolloverInput: {
            /** @constant */
            kind: "none";
        } | {
            /** @constant */
            kind: "all";
        } | {
            /** @constant */
            kind: "up_to";
            cap: components["schemas"]["PositiveAmount"];
        };
        /**
         * @example {
         *       "customer": "acme",
         *       "feature": "chat",
         *       "quantity": "4000",
         *       "lapsesAfter": "PT15M"
         *     }
         */
        HoldRequest: {
            customer: string;
            /** @example ai */
            currency?: string;
            resource?: string;
            /** @example chat */
            feature?: string;
            /** @description Of the feature; "1" unless given. */
            quantity?: components["schemas"]["Quantity"];
            /** @description Credits, instead of a feature’s rate. */
            amount?: components["schemas"]["PositiveAmount"];
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * Format: date-time
             * @description An hour from now unless given.
             * @example 2026-11-22T10:20:00Z
             */
            lapsesAt?: string;
            /**
             * Format: duration
             * @description ISO 8601, instead.
             * @example PT15M
             */
            lapsesAfter?: string;
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /** @enum {string} */
        HoldStatus: "open" | "settled" | "released" | "lapsed";
        /**
         * @example {
         *       "quantity": "3120"
         *     }
         */
        SettleRequest: {
            /** @description What the work cost in the end. */
            amount?: components["schemas"]["AmountInput"];
            /** @description Or how much of the hold’s feature, at the rate that it was made for, or that of now where it was made for an amount; neither: the whole hold. */
            quantity?: components["schemas"]["QuantityInput"];
            /**
             * @description Above the hold, when there is not enough; refuse unless given. The hold itself can always be settled: where its credits expired or were revoked meanwhile, and no others took their place, as a debt.
             * @enum {string}
             */
            whenShort?: "refuse" | "overdraft";
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @description A decimal string of zero or more, without sign or exponent.
         * @example 50
         */
        AmountInput: string;
        /**
         * @description How much of a feature: a decimal string of zero or more.
         * @example 1
         */
        QuantityInput: string;
        /**
         * @example {
         *       "reason": "The job was cancelled"
         *     }
         */
        HoldChange: {
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
        };
        /**
         * @example {
         *       "lapsesAfter": "PT15M"
         *     }
         */
        HoldExtension: {
            /**
             * Format: date-time
             * @example 2026-11-22T10:20:00Z
             */
            lapsesAt?: string;
            /**
             * Format: duration
             * @description ISO 8601, from now, instead.
             * @example PT15M
             */
            lapsesAfter?: string;
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
        };
        /**
         * @description A correction of a balance.
         * @example {
         *       "customer": "acme",
         *       "amount": "-2.5",
         *       "reason": "Counted twice",
         *       "actor": "support:ada"
         *     }
         */
        AdjustmentRequest: {
            customer: string;
            /** @example ai */
            currency?: string;
            resource?: string;
            /**
             * @description Up where positive, down where negative.
             * @example -2.5
             */
            amount: string;
            /** @description Kept with the entry, and shown to the customer. */
            reason: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            /** @description Down: whether the balance may become negative; else it is refused whole. */
            allowNegative?: boolean;
            /** @description Up: of the grant that is made. */
            category?: components["schemas"]["Category"];
            /**
             * Format: date-time
             * @example 2026-11-22T10:20:00Z
             */
            expiresAt?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @example {
         *       "reason": "Given by mistake"
         *     }
         */
        GrantChange: {
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
        };
        /**
         * @example {
         *       "expiresAt": "2027-01-31T00:00:00Z"
         *     }
         */
        GrantExtension: {
            /** @description Later than now set; null: never. */
            expiresAt: string | null;
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
        };
        /**
         * @example {
         *       "priority": -10
         *     }
         */
        GrantPriority: {
            /** @description Lower is spent first, from now on. */
            priority: number;
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
        };
        /**
         * @example {
         *       "limit": "100",
         *       "kind": "hard"
         *     }
         */
        OverdraftRequest: {
            /** @example ai */
            currency?: string;
            resource?: string;
            limit: components["schemas"]["AmountInput"];
            /**
             * @description soft: the consumption that crosses the limit still goes through. hard unless given.
             * @enum {string}
             */
            kind?: "hard" | "soft";
        };
        /**
         * @example {
         *       "name": {
         *         "singular": "AI credit",
         *         "plural": "AI credits"
         *       },
         *       "scale": 0,
         *       "unitCost": {
         *         "amount": "0.1",
         *         "currency": "usd"
         *       },
         *       "lowThreshold": "500"
         *     }
         */
        CurrencyRequest: {
            name: {
                singular: string;
                plural: string;
            };
            /** @description Digits after the point; fixed from the start. */
            scale: number;
            unitCost?: components["schemas"]["UnitPriceInput"];
            /** @description Below it a `low` alert is raised. */
            lowThreshold?: components["schemas"]["AmountInput"];
        };
        /** @description The price of one credit in minor units, with a fraction where needed. */
        UnitPriceInput: {
            /** @example 0.1 */
            amount: string;
            /** @example usd */
            currency: string;
        };
        /**
         * @example {
         *       "name": "Chat"
         *     }
         */
        FeatureRequest: {
            name: string;
            /**
             * @description Brings it back from the archive. Left out, it stays there: naming it again brings nothing back.
             * @constant
             */
            archived?: false;
        };
        /**
         * @example {
         *       "name": "Starter",
         *       "credits": "5000",
         *       "bonusCredits": "250",
         *       "prices": [
         *         {
         *           "amount": "500",
         *           "currency": "usd"
         *         }
         *       ],
         *       "expiresAfterDays": 365
         *     }
         */
        PackageRequest: {
            name: string;
            /** @example ai */
            currency?: string;
            credits: components["schemas"]["PositiveAmount"];
            bonusCredits?: components["schemas"]["AmountInput"];
            /** @description One for each currency of money. */
            prices: components["schemas"]["MoneyInput"][];
            /** @description Of what it grants; never unless given. */
            expiresAfterDays?: number;
            /** @description Of what it grants; 0 unless given. */
            priority?: number;
            /** @description false takes it off sale. */
            active?: boolean;
            perCustomerLimit?: number;
            maximumQuantity?: number;
            displayOrder?: number;
        };
        /**
         * @example {
         *       "minimum": "1000",
         *       "maximum": "100000",
         *       "step": "100",
         *       "tiers": [
         *         {
         *           "from": "0",
         *           "unitPrice": {
         *             "amount": "0.1",
         *             "currency": "usd"
         *           }
         *         },
         *         {
         *           "from": "20000",
         *           "unitPrice": {
         *             "amount": "0.09",
         *             "currency": "usd"
         *           }
         *         }
         *       ]
         *     }
         */
        CustomAmountRequest: {
            minimum: components["schemas"]["PositiveAmount"];
            maximum: components["schemas"]["PositiveAmount"];
            /** @description Amounts are multiples of it; "1" unless given. */
            step?: components["schemas"]["PositiveAmount"];
            /** @description The tier that an amount falls into prices every credit of it. */
            tiers: {
                from: components["schemas"]["AmountInput"];
                unitPrice: components["schemas"]["UnitPriceInput"];
            }[];
            /** @description Of what it grants; never unless given. */
            expiresAfterDays?: number;
            /** @description Of what it grants; 0 unless given. */
            priority?: number;
            /** @description false takes it off sale. */
            active?: boolean;
        };
        /**
         * @example {
         *       "price": "3",
         *       "per": "1000",
         *       "dimensions": {
         *         "model": "large"
         *       }
         *     }
         */
        RateRequest: {
            /** @example ai */
            currency?: string;
            /** @description flat unless given. */
            model?: components["schemas"]["RateModel"];
            /** @description Credits for `per` of the feature, for a flat rate. */
            price?: components["schemas"]["RatePrice"];
            tiers?: {
                /** @description The tier’s last quantity; null for the last tier. */
                upTo: components["schemas"]["Quantity"] | null;
                price: components["schemas"]["RatePrice"];
            }[];
            /** @description "1" unless given. */
            per?: components["schemas"]["Quantity"];
            /** @description Whether a quantity is rounded up to a multiple of `per` first. No unless given. */
            wholeBlocks?: boolean;
            /** @description For uses with these dimensions, whatever others they have; "*" is any value, and as good as none. A use takes the rate that names the most of its dimensions, of equal ones that whose names come first in the alphabet. */
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * Format: date-time
             * @description Now unless given.
             * @example 2026-11-22T10:20:00Z
             */
            effectiveAt?: string;
        };
        /**
         * @description flat: every unit costs the same. graduated: each part of the quantity at the price of the tier it falls in. volume: the whole quantity at the price of the tier that its total falls in.
         * @enum {string}
         */
        RateModel: "flat" | "graduated" | "volume";
        /**
         * @description Credits; may be finer than the currency’s scale.
         * @example 3
         */
        RatePrice: string;
        /**
         * @example {
         *       "quantity": "1250",
         *       "dimensions": {
         *         "model": "large"
         *       }
         *     }
         */
        RateQuoteRequest: {
            /** @example ai */
            currency?: string;
            /** @description Of the feature; "1" unless given. */
            quantity?: components["schemas"]["Quantity"];
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * Format: date-time
             * @description Whose rates count; now unless given.
             * @example 2026-11-22T10:20:00Z
             */
            at?: string;
        };
        /**
         * @example {
         *       "price": "4",
         *       "from": "2026-10-01T00:00:00Z",
         *       "to": "2026-11-01T00:00:00Z"
         *     }
         */
        RatePreviewRequest: {
            /** @example ai */
            currency?: string;
            /** @description flat unless given. */
            model?: components["schemas"]["RateModel"];
            /** @description Credits for `per` of the feature, for a flat rate. */
            price?: components["schemas"]["RatePrice"];
            tiers?: {
                /** @description The tier’s last quantity; null for the last tier. */
                upTo: components["schemas"]["Quantity"] | null;
                price: components["schemas"]["RatePrice"];
            }[];
            /** @description "1" unless given. */
            per?: components["schemas"]["Quantity"];
            /** @description Whether a quantity is rounded up to a multiple of `per` first. No unless given. */
            wholeBlocks?: boolean;
            /** @description For uses with these dimensions, whatever others they have; "*" is any value, and as good as none. A use takes the rate that names the most of its dimensions, of equal ones that whose names come first in the alphabet. */
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * Format: date-time
             * @description Past usage from here on …
             * @example 2026-11-22T10:20:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description … to before here.
             * @example 2026-11-22T10:20:00Z
             */
            to: string;
            /** @description Of this customer only. */
            customer?: string;
        };
        /** @enum {string} */
        FinancePeriodLength: "day" | "week" | "month";
        BalanceChanged: {
            /** @constant */
            type: "balance.changed";
            currency: string;
            resource: string | null;
            seq: string;
            balance: components["schemas"]["Amount"];
            held: components["schemas"]["Amount"];
            available: components["schemas"]["Amount"];
            at: components["schemas"]["Instant"];
        };
        /**
         * @description Credits: a decimal string in the currency’s unit, with at most its `scale` digits after the point, no exponent and no trailing zeros.
         * @example 12480
         */
        Amount: string;
        /**
         * Format: date-time
         * @description RFC 3339 in UTC with exactly milliseconds.
         * @example 2026-11-22T10:20:00.123Z
         */
        Instant: string;
        GrantChanged: {
            /** @constant */
            type: "grant.changed";
            currency: string;
            resource: string | null;
            grantId: string;
            status: components["schemas"]["GrantStatus"];
            seq: string;
            at: components["schemas"]["Instant"];
        };
        OrderChanged: {
            /** @constant */
            type: "order.changed";
            order: components["schemas"]["Order"];
            at: components["schemas"]["Instant"];
        };
        /** @description One top-up from click to grant. */
        Order: {
            id: string;
            status: components["schemas"]["OrderStatus"];
            currency: string;
            resource: string | null;
            packageId: string | null;
            packageName: string | null;
            quantity: number;
            credits: components["schemas"]["Amount"];
            bonusCredits: components["schemas"]["Amount"];
            totalCredits: components["schemas"]["Amount"];
            /** @description As it was quoted. */
            price: components["schemas"]["Money"];
            /** @description What was paid, with tax and discounts. */
            paid: components["schemas"]["Money"] | null;
            /** @enum {string} */
            checkoutMode: "hosted" | "embedded" | "saved_card";
            /** @description Hosted, while open. */
            checkoutUrl: string | null;
            /** @description Embedded, while open. */
            clientSecret: string | null;
            grantId: string | null;
            receiptUrl: string | null;
            failure: {
                code: string;
                message: string;
            } | null;
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"] | null;
        };
        /** @enum {string} */
        OrderStatus: "created" | "open" | "processing" | "paid" | "granted" | "expired" | "failed" | "partly_refunded" | "refunded" | "disputed";
        /** @description Money in integer minor units: "2250", "usd", scale 2 is $22.50. */
        Money: {
            /**
             * @description Minor units, as Stripe counts them.
             * @example 2250
             */
            amount: string;
            /**
             * @description ISO 4217, in lower case.
             * @example usd
             */
            currency: string;
            /**
             * @description Digits of a minor unit after the point.
             * @example 2
             */
            scale: number;
        };
        /** @description A state began or ended; told once each time. */
        AlertChanged: {
            /** @enum {string} */
            type: "alert.raised" | "alert.cleared";
            /**
             * @description low: less is available than the currency’s `lowThreshold`, from the first credits on. expiring: credits expire within 7 days. negative: the balance is below zero. held_up: nothing is available, because of holds.
             * @enum {string}
             */
            alert: "low" | "expiring" | "negative" | "held_up";
            currency: string;
            resource: string | null;
            at: components["schemas"]["Instant"];
        };
        Balance: {
            customer: string;
            currency: components["schemas"]["Currency"];
            resource: string | null;
            /** @description What remains of the grants in effect, less the overdraft; may be negative. */
            balance: components["schemas"]["Amount"];
            /** @description Reserved by holds. */
            held: components["schemas"]["Amount"];
            /** @description Balance less what is held. */
            available: components["schemas"]["Amount"];
            /** @description Credits of orders that are paid or processing and not granted yet. */
            pending: components["schemas"]["Amount"];
            overdraftLimit: components["schemas"]["Amount"];
            /** @description Of grants in effect; always both categories, paid first. */
            byCategory: {
                category: components["schemas"]["Category"];
                remaining: components["schemas"]["Amount"];
            }[];
            /** @description The amount of the grants in effect that have something left. */
            granted: components["schemas"]["Amount"];
            /** @description `granted` less what remains of the same grants. */
            used: components["schemas"]["Amount"];
            /** @description What is available × unit cost, rounded half away from zero to a minor unit. */
            value: components["schemas"]["Money"] | null;
            /** @description What a roll-over’s cap will take at the next turn expires too. */
            nextExpiry: {
                at: components["schemas"]["Instant"];
                amount: components["schemas"]["Amount"];
            } | null;
            /** @description How long the available credits last at the pace since the first usage of the last 30 days, `windowDays` begun days ago: those that expire next are used first, then those that a roll-over’s cap will take, and what is left of them then is lost. Grants that begin later, priorities, and restrictions to features are left aside. null: nothing was used. */
            runway: {
                seconds: number;
                runsOutAt: components["schemas"]["Instant"];
                perDay: components["schemas"]["Amount"];
                windowDays: number;
            } | null;
            lowThreshold: components["schemas"]["Amount"] | null;
            /** @description The pool’s gapless counter. */
            seq: string;
            asOf: components["schemas"]["Instant"];
        };
        /** @description A unit of credit. */
        Currency: {
            id: string;
            name: {
                singular: string;
                plural: string;
            };
            scale: number;
            unitCost: components["schemas"]["UnitPrice"] | null;
        };
        /** @description The price of one credit: "0.1", "usd", scale 2 is $0.001. */
        UnitPrice: {
            /**
             * @description Minor units, with a fraction where needed.
             * @example 0.1
             */
            amount: string;
            /**
             * @description ISO 4217, in lower case.
             * @example usd
             */
            currency: string;
            /**
             * @description Digits of a minor unit after the point.
             * @example 2
             */
            scale: number;
        };
        /** @description What went wrong, after RFC 9457. */
        Problem: {
            /** @description `urn:creditkit:problem:` and the code. */
            type: string;
            title: string;
            status: number;
            /**
             * @description Stable: decide by it.
             * @enum {string}
             */
            code: "invalid_request" | "unknown_field" | "invalid_return_path" | "invalid_signature" | "idempotency_key_missing" | "unauthenticated" | "token_expired" | "token_revoked" | "insufficient_credits" | "forbidden" | "insufficient_scope" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "request_timeout" | "conflict" | "idempotency_key_reused" | "idempotency_key_in_use" | "currency_in_use" | "grant_closed" | "grant_in_use" | "hold_closed" | "limit_reached" | "rate_overlap" | "body_too_large" | "header_too_large" | "unsupported_media_type" | "invalid_value" | "amount_below_minimum" | "amount_above_maximum" | "currency_required" | "unknown_currency" | "unknown_feature" | "no_rate" | "feature_archived" | "too_late" | "package_unavailable" | "rate_limited" | "internal_error" | "stripe_unavailable" | "overloaded";
            /** @description A sentence that a person can act on. */
            detail: string;
            requestId: string;
            /** @description Each wrong place in the request. */
            errors?: {
                path: string;
                message: string;
            }[];
            /** @description How many credits are short: what the request costs, less `available`, whatever the overdraft. */
            missing?: components["schemas"]["Amount"];
            /** @description What this request could use: without what holds reserve, and credits of other features. */
            available?: components["schemas"]["Amount"];
            /** @description true when this key was refused before: the refusal is kept for it, and a new key asks anew. */
            replayed?: boolean;
            /** @description Seconds. */
            retryAfter?: number;
        };
        Usage: {
            currency: string;
            from: components["schemas"]["Instant"];
            to: components["schemas"]["Instant"];
            timeZone: string;
            bucket: components["schemas"]["Bucket"];
            /** @description "feature" or "dimension.<name>". */
            groupBy: string;
            total: components["schemas"]["Amount"];
            /** @description Of the period of the same length just before. */
            previousTotal: components["schemas"]["Amount"];
            /** @description Largest first. */
            groups: {
                key: string;
                name: string;
                total: components["schemas"]["Amount"];
                previousTotal: components["schemas"]["Amount"];
            }[];
            /** @description Without gaps; `amounts` has only keys that are not zero. */
            buckets: {
                start: components["schemas"]["Instant"];
                end: components["schemas"]["Instant"];
                total: components["schemas"]["Amount"];
                amounts: {
                    [key: string]: components["schemas"]["Amount"];
                };
            }[];
            asOf: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        Bucket: "minute" | "hour" | "day" | "week" | "month";
        GrantPage: {
            data: components["schemas"]["Grant"][];
            nextCursor: string | null;
        };
        /** @description A block of credits. */
        Grant: {
            id: string;
            currency: string;
            resource: string | null;
            amount: components["schemas"]["Amount"];
            remaining: components["schemas"]["Amount"];
            category: components["schemas"]["Category"];
            priority: number;
            status: components["schemas"]["GrantStatus"];
            effectiveAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"] | null;
            createdAt: components["schemas"]["Instant"];
            /** @description null: any feature. */
            features: string[] | null;
            /** @description What was paid for the whole grant. */
            costBasis: components["schemas"]["Money"] | null;
            source: {
                /** @enum {string} */
                type: "top_up" | "manual" | "recurring" | "import" | "adjustment";
                orderId: string | null;
                receiptUrl: string | null;
            };
            reason: string | null;
            metadata: components["schemas"]["Metadata"];
        };
        LedgerEntryPage: {
            data: components["schemas"]["LedgerEntry"][];
            nextCursor: string | null;
        };
        /** @description One change of a pool with its split over grants, never altered. */
        LedgerEntry: {
            seq: string;
            at: components["schemas"]["Instant"];
            kind: components["schemas"]["EntryKind"];
            currency: string;
            resource: string | null;
            /** @description Signed. */
            amount: components["schemas"]["Amount"];
            balanceAfter: components["schemas"]["Amount"];
            splits: {
                grantId: string;
                category: components["schemas"]["Category"];
                amount: components["schemas"]["Amount"];
                remainingAfter: components["schemas"]["Amount"];
            }[];
            /** @description The part of `amount` that went into overdraft (negative) or settled it. */
            overdraft: components["schemas"]["Amount"];
            feature: string | null;
            featureName: string | null;
            quantity: string | null;
            dimensions: components["schemas"]["Dimensions"];
            rate: {
                id: string;
                version: number;
                description: string;
            } | null;
            orderId: string | null;
            holdId: string | null;
            late: boolean;
            reason: string | null;
            actor: string | null;
            /** @description The host’s own notes; of what a refund or a dispute moved, Stripe’s id of it, as `refund` or `dispute`. */
            metadata: components["schemas"]["Metadata"];
        };
        /** @description Whether there are credits enough, as of now. */
        Check: {
            allowed: boolean;
            cost: components["schemas"]["Amount"];
            available: components["schemas"]["Amount"];
            /** @description Available afterwards, below zero in overdraft, if allowed. */
            remaining: components["schemas"]["Amount"];
            /** @description 0 if allowed; else how much `cost` is above `available`, whatever overdraft is allowed. */
            missing: components["schemas"]["Amount"];
            seq: string;
        };
        /** @description Everything that this customer can buy. */
        Catalogue: {
            packages: components["schemas"]["Package"][];
            custom: components["schemas"]["CustomAmount"] | null;
            moneyCurrencies: string[];
            moneyCurrency: string;
            promotionCodes: boolean;
            checkoutModes: components["schemas"]["CheckoutMode"][];
        };
        /** @description A top-up on sale. */
        Package: {
            id: string;
            name: string;
            currency: string;
            credits: components["schemas"]["Amount"];
            bonusCredits: components["schemas"]["Amount"];
            price: components["schemas"]["Money"];
            /** @description Per credit, bonus included. */
            unitPrice: components["schemas"]["UnitPrice"];
            /** @description Against the dearest unit price on sale; 0 if none. */
            savingPercent: number;
            /** @description Of what it grants; null: never. */
            expiresAfterDays: number | null;
            perCustomerLimit: number | null;
            /** @description false: this customer has reached the limit. */
            purchasable: boolean;
            displayOrder: number;
        };
        /** @description Bounds and volume prices of a freely chosen amount. */
        CustomAmount: {
            currency: string;
            minimum: components["schemas"]["Amount"];
            maximum: components["schemas"]["Amount"];
            step: components["schemas"]["Amount"];
            tiers: {
                from: components["schemas"]["Amount"];
                unitPrice: components["schemas"]["UnitPrice"];
            }[];
        };
        /** @description What would be paid and granted now. */
        Quote: {
            currency: string;
            packageId: string | null;
            credits: components["schemas"]["Amount"];
            bonusCredits: components["schemas"]["Amount"];
            totalCredits: components["schemas"]["Amount"];
            price: components["schemas"]["Money"];
            unitPrice: components["schemas"]["UnitPrice"];
            saving: components["schemas"]["Money"] | null;
            savingPercent: number;
            grantExpiresAt: components["schemas"]["Instant"] | null;
            balance: components["schemas"]["Amount"];
            newBalance: components["schemas"]["Amount"];
        };
        OrderPage: {
            data: components["schemas"]["Order"][];
            nextCursor: string | null;
        };
        PaymentMethodList: {
            data: components["schemas"]["PaymentMethod"][];
        };
        /** @description A card that the customer agreed to keep. */
        PaymentMethod: {
            id: string;
            /** @example visa */
            brand: string;
            last4: string;
            expiryMonth: number;
            expiryYear: number;
        };
        ActivityEventPage: {
            data: components["schemas"]["ActivityEvent"][];
            nextCursor: string | null;
        };
        /** @description Something that happened, as the activity log keeps it. */
        ActivityEvent: {
            id: string;
            customer: string;
            event: components["schemas"]["StreamEvent"];
        };
        /** @description A short-lived token that lets a browser act for one customer. */
        Session: {
            id: string;
            token: string;
            expiresAt: components["schemas"]["Instant"];
            customer: string;
            scopes: components["schemas"]["Scope"][];
            origin: string;
        };
        Customer: {
            id: string;
            name: string | null;
            email: string | null;
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        AuditEntryPage: {
            data: components["schemas"]["AuditEntry"][];
            nextCursor: string | null;
        };
        /** @description A ledger entry with what a customer is not shown. */
        AuditEntry: {
            seq: string;
            at: components["schemas"]["Instant"];
            kind: components["schemas"]["AuditEntryKind"];
            currency: string;
            resource: string | null;
            /** @description Signed. */
            amount: components["schemas"]["Amount"];
            balanceAfter: components["schemas"]["Amount"];
            splits: {
                grantId: string;
                category: components["schemas"]["Category"];
                amount: components["schemas"]["Amount"];
                remainingAfter: components["schemas"]["Amount"];
            }[];
            /** @description The part of `amount` that went into overdraft (negative) or settled it. */
            overdraft: components["schemas"]["Amount"];
            feature: string | null;
            featureName: string | null;
            quantity: string | null;
            dimensions: components["schemas"]["Dimensions"];
            rate: {
                id: string;
                version: number;
                description: string;
            } | null;
            orderId: string | null;
            holdId: string | null;
            late: boolean;
            reason: string | null;
            actor: string | null;
            /** @description The host’s own notes; of what a refund or a dispute moved, Stripe’s id of it, as `refund` or `dispute`. */
            metadata: components["schemas"]["Metadata"];
            customer: string;
            heldAfter: components["schemas"]["Amount"];
            /** @description When the usage happened, if it was reported late. */
            occurredAt: components["schemas"]["Instant"] | null;
            /** @description Of the request that wrote it. */
            idempotencyKey: string | null;
        };
        OrderSteps: {
            data: components["schemas"]["OrderStep"][];
        };
        /** @description A step of an order’s history. */
        OrderStep: {
            from: components["schemas"]["OrderStatus"] | null;
            to: components["schemas"]["OrderStatus"];
            cause: string;
            at: components["schemas"]["Instant"];
        };
        PaymentEventList: {
            data: components["schemas"]["PaymentEvent"][];
        };
        /** @description An event of Stripe’s that needs a person. */
        PaymentEvent: {
            eventId: string;
            type: string;
            /**
             * @description dead: it failed too often. set_aside: it is of the other mode, or about nothing of ours.
             * @enum {string}
             */
            status: "dead" | "set_aside";
            attempts: number;
            note: string | null;
            occurredAt: components["schemas"]["Instant"];
            receivedAt: components["schemas"]["Instant"];
        };
        Consumption: {
            /** @description null where no entry was written: of a partial consumption that found nothing to take. */
            entry: components["schemas"]["LedgerEntry"] | null;
            amount: components["schemas"]["Amount"];
            balance: components["schemas"]["Amount"];
            available: components["schemas"]["Amount"];
            seq: string;
            /** @description true when this key was answered before. */
            replayed: boolean;
        };
        /** @description One result for each item, in the same order. */
        ConsumeBatchResults: {
            results: components["schemas"]["ConsumeBatchResult"][];
        };
        ConsumeBatchResult: {
            /** @constant */
            status: 200;
            consumption: components["schemas"]["Consumption"];
        } | {
            status: number;
            problem: components["schemas"]["Problem"];
        };
        /** @description Whether the ledger adds up. */
        Verification: {
            ok: boolean;
            /** @description How many were looked at: 0 where the ledger has nothing of the one that was asked for. */
            customers: number;
            /** @description The first thousand at most. */
            findings: {
                /** @description Null where the row belongs to none: a price. */
                customer: string | null;
                /** @description Null where the row names no pool. */
                currency: string | null;
                resource: string | null;
                /** @description Which invariant is broken. */
                rule: string;
                row: string;
                message: string;
            }[];
            asOf: components["schemas"]["Instant"];
        };
        PoolPage: {
            data: components["schemas"]["Pool"][];
            nextCursor: string | null;
        };
        /** @description One customer’s balance in one currency and, optionally, of one resource. */
        Pool: {
            customer: string;
            currency: string;
            resource: string | null;
            balance: components["schemas"]["Amount"];
            /** @description Reserved by holds. */
            held: components["schemas"]["Amount"];
            /** @description Balance less what is held. */
            available: components["schemas"]["Amount"];
            /** @description What is owed. */
            overdraft: components["schemas"]["Amount"];
            overdraftLimit: components["schemas"]["Amount"];
            /** @enum {string} */
            overdraftKind: "hard" | "soft";
            /** @description The pool’s gapless counter. */
            seq: string;
        };
        /** @description A balance as it was at an instant. */
        PastBalance: {
            customer: string;
            currency: string;
            resource: string | null;
            at: components["schemas"]["Instant"];
            balance: components["schemas"]["Amount"];
            /** @description Of the last entry at or before that instant; "0": there was none. */
            seq: string;
        };
        ExpiryOutlookPage: {
            data: components["schemas"]["ExpiryOutlook"][];
            nextCursor: string | null;
        };
        /** @description A grant of which credits will expire, and what is likely to go unused. */
        ExpiryOutlook: {
            grantId: string;
            category: components["schemas"]["Category"];
            /** @description Of a grant that never expires: the next turn of its schedule, where the roll-over has a cap. */
            expiresAt: components["schemas"]["Instant"];
            /** @description What would expire then if nothing more were used: of a roll-over, what is above its cap. */
            remaining: components["schemas"]["Amount"];
            /** @description What will be left of that, if the pace of the last days stays. Restrictions to features are left aside. */
            likelyUnused: components["schemas"]["Amount"];
        };
        /** @description A ledger entry, and why it is what it is. */
        ExplainedEntry: {
            seq: string;
            at: components["schemas"]["Instant"];
            kind: components["schemas"]["AuditEntryKind"];
            currency: string;
            resource: string | null;
            /** @description Signed. */
            amount: components["schemas"]["Amount"];
            balanceAfter: components["schemas"]["Amount"];
            splits: {
                grantId: string;
                category: components["schemas"]["Category"];
                amount: components["schemas"]["Amount"];
                remainingAfter: components["schemas"]["Amount"];
            }[];
            /** @description The part of `amount` that went into overdraft (negative) or settled it. */
            overdraft: components["schemas"]["Amount"];
            feature: string | null;
            featureName: string | null;
            quantity: string | null;
            dimensions: components["schemas"]["Dimensions"];
            rate: {
                id: string;
                version: number;
                description: string;
            } | null;
            orderId: string | null;
            holdId: string | null;
            late: boolean;
            reason: string | null;
            actor: string | null;
            /** @description The host’s own notes; of what a refund or a dispute moved, Stripe’s id of it, as `refund` or `dispute`. */
            metadata: components["schemas"]["Metadata"];
            customer: string;
            heldAfter: components["schemas"]["Amount"];
            /** @description When the usage happened, if it was reported late. */
            occurredAt: components["schemas"]["Instant"] | null;
            /** @description Of the request that wrote it. */
            idempotencyKey: string | null;
            /** @description The grants of `splits` as they are now, the first hundred at most. */
            grants: components["schemas"]["Grant"][];
            /** @description The version of the rate that was charged. */
            rateVersion: components["schemas"]["Rate"] | null;
        };
        /** @description What a feature costs from an instant on. */
        Rate: {
            id: string;
            version: number;
            feature: string;
            currency: string;
            model: components["schemas"]["RateModel"];
            /** @description Credits for `per` of the feature; null unless flat. */
            price: string | null;
            per: string;
            /** @description Whether a begun block of `per` counts whole. */
            wholeBlocks: boolean;
            tiers: {
                upTo: string | null;
                price: string;
            }[];
            dimensions: components["schemas"]["Dimensions"];
            effectiveAt: components["schemas"]["Instant"];
            createdAt: components["schemas"]["Instant"];
            description: string;
        };
        /** @description A grant made again at every turn of a calendar period. */
        RecurringGrant: {
            id: string;
            customer: string;
            currency: string;
            resource: string | null;
            amount: components["schemas"]["Amount"];
            category: components["schemas"]["Category"];
            priority: number;
            /** @description null: any feature. */
            features: string[] | null;
            /** @description What is paid for each grant. */
            costBasis: components["schemas"]["Money"] | null;
            period: components["schemas"]["RecurringPeriod"];
            timeZone: string;
            rollover: components["schemas"]["Rollover"];
            startsAt: components["schemas"]["Instant"];
            endsAt: components["schemas"]["Instant"] | null;
            /** @description When it grants next; null when it has ended. */
            nextAt: components["schemas"]["Instant"] | null;
            createdAt: components["schemas"]["Instant"];
            metadata: components["schemas"]["Metadata"];
        };
        /** @description What becomes of credits left when a period turns: they go, they stay, or they stay up to a cap. */
        Rollover: {
            /** @enum {string} */
            kind: "none" | "all";
        } | {
            /** @constant */
            kind: "up_to";
            cap: components["schemas"]["Amount"];
        };
        RecurringGrantPage: {
            data: components["schemas"]["RecurringGrant"][];
            nextCursor: string | null;
        };
        /** @description Credits reserved now, settled or released later. */
        Hold: {
            id: string;
            customer: string;
            currency: string;
            resource: string | null;
            status: components["schemas"]["HoldStatus"];
            amount: components["schemas"]["Amount"];
            /** @description Of `amount`, what stands behind it now. */
            reserved: components["schemas"]["Amount"];
            feature: string | null;
            quantity: string | null;
            dimensions: components["schemas"]["Dimensions"];
            createdAt: components["schemas"]["Instant"];
            /** @description When it lets go by itself. */
            lapsesAt: components["schemas"]["Instant"];
            closedAt: components["schemas"]["Instant"] | null;
            settledAmount: components["schemas"]["Amount"] | null;
            reason: string | null;
            actor: string | null;
            metadata: components["schemas"]["Metadata"];
            balance: components["schemas"]["Amount"];
            available: components["schemas"]["Amount"];
            seq: string;
        };
        HoldPage: {
            data: components["schemas"]["Hold"][];
            nextCursor: string | null;
        };
        /** @description The hold as it is now, and what was consumed. */
        Settlement: {
            hold: components["schemas"]["Hold"];
            consumption: components["schemas"]["Consumption"];
        };
        /** @description How far a balance may go below zero. */
        Overdraft: {
            customer: string;
            currency: string;
            resource: string | null;
            limit: components["schemas"]["Amount"];
            /** @enum {string} */
            kind: "hard" | "soft";
            balance: components["schemas"]["Amount"];
            seq: string;
        };
        /** @description A unit of credit, as the catalogue has it. */
        CurrencyDefinition: {
            id: string;
            name: {
                singular: string;
                plural: string;
            };
            scale: number;
            unitCost: components["schemas"]["UnitPrice"] | null;
            lowThreshold: components["schemas"]["Amount"] | null;
        };
        CurrencyList: {
            data: components["schemas"]["CurrencyDefinition"][];
        };
        /** @description Something metered, with all versions of its rates. */
        Feature: {
            id: string;
            name: string;
            archived: boolean;
            rates: components["schemas"]["Rate"][];
        };
        FeatureList: {
            data: components["schemas"]["Feature"][];
        };
        /** @description A package as the host defined it. */
        PackageDefinition: {
            id: string;
            name: string;
            currency: string;
            credits: components["schemas"]["Amount"];
            bonusCredits: components["schemas"]["Amount"];
            prices: components["schemas"]["Money"][];
            expiresAfterDays: number | null;
            priority: number;
            perCustomerLimit: number | null;
            maximumQuantity: number;
            displayOrder: number;
            active: boolean;
        };
        PackageDefinitionList: {
            data: components["schemas"]["PackageDefinition"][];
        };
        /** @description A freely chosen amount as the host defined it. */
        CustomAmountDefinition: {
            currency: string;
            minimum: components["schemas"]["Amount"];
            maximum: components["schemas"]["Amount"];
            step: components["schemas"]["Amount"];
            tiers: {
                from: components["schemas"]["Amount"];
                unitPrice: components["schemas"]["UnitPrice"];
            }[];
            expiresAfterDays: number | null;
            priority: number;
            active: boolean;
        };
        RatePage: {
            data: components["schemas"]["Rate"][];
            nextCursor: string | null;
        };
        /** @description What a use costs, rounded up once to the currency’s scale. */
        RateQuote: {
            currency: string;
            cost: components["schemas"]["Amount"];
            rate: components["schemas"]["Rate"];
        };
        /** @description What a rate would have charged, beside what was charged. */
        RatePreview: {
            currency: string;
            consumptions: number;
            /** @description Consumptions that the version would apply to. */
            affected: number;
            /** @description What the affected consumptions cost. */
            before: components["schemas"]["Amount"];
            /** @description What they would have cost. */
            after: components["schemas"]["Amount"];
            /** @description Those whose costs change, the largest change first, at most 20. */
            customers: {
                customer: string;
                /** @description What the affected consumptions cost. */
                before: components["schemas"]["Amount"];
                /** @description What they would have cost. */
                after: components["schemas"]["Amount"];
            }[];
        };
        /** @description Money paid for credits, and what became of it. */
        FinanceReport: {
            from: components["schemas"]["Instant"];
            to: components["schemas"]["Instant"];
            period: components["schemas"]["FinancePeriodLength"];
            timeZone: string;
            /** @description By period, then by currency of money. */
            data: components["schemas"]["FinancePeriod"][];
        };
        /** @description opening + sold = recognised + breakage + refunded + closing. */
        FinancePeriod: {
            start: components["schemas"]["Instant"];
            end: components["schemas"]["Instant"];
            /**
             * @description ISO 4217, in lower case.
             * @example usd
             */
            money: string;
            /**
             * @description Digits of a minor unit after the point.
             * @example 2
             */
            scale: number;
            /** @description Deferred revenue at the start. */
            opening: components["schemas"]["MoneySum"];
            /** @description Paid for the credits that were granted. */
            sold: components["schemas"]["MoneySum"];
            /** @description Consumed credits at what was paid for them. */
            recognised: components["schemas"]["MoneySum"];
            /** @description Expired credits at what was paid for them. */
            breakage: components["schemas"]["MoneySum"];
            /** @description Clawed back, voided, revoked and adjusted down, less what was reinstated. */
            refunded: components["schemas"]["MoneySum"];
            /** @description Deferred revenue at the end. */
            closing: components["schemas"]["MoneySum"];
        };
        /**
         * @description Minor units with up to 12 digits after the point: credits are valued exactly.
         * @example 1234.5
         */
        MoneySum: string;
        Health: {
            /** @enum {string} */
            status: "ok" | "unavailable";
        };
        /** @description RFC 7517. */
        KeySet: {
            keys: {
                [key: string]: unknown;
            }[];
        };
        /** @description One message of the live stream; `type` is also the message’s event name. */
        StreamEvent: components["schemas"]["BalanceChanged"] | components["schemas"]["GrantChanged"] | components["schemas"]["OrderChanged"] | components["schemas"]["AlertChanged"];
        /**
         * @example {
         *       "customer": "acme",
         *       "feature": "chat",
         *       "quantity": "1250",
         *       "idempotencyKey": "message-7"
         *     }
         */
        ConsumeBatchItem: {
            customer: string;
            /** @example ai */
            currency?: string;
            resource?: string;
            /** @example chat */
            feature?: string;
            /** @description Of the feature; "1" unless given. */
            quantity?: components["schemas"]["Quantity"];
            /** @description Credits, instead of a feature’s rate. */
            amount?: components["schemas"]["PositiveAmount"];
            dimensions?: components["schemas"]["Dimensions"];
            /**
             * Format: date-time
             * @description When it was used; now unless given. At most 7 days ago, and paid by credits that were in effect then and still are.
             * @example 2026-11-22T10:20:00Z
             */
            at?: string;
            /**
             * @description What to do when there is not enough; refuse unless given.
             * @enum {string}
             */
            whenShort?: "refuse" | "partial" | "overdraft";
            /** @description Shown to the customer in the statement. */
            reason?: string;
            /** @description Who did it, for the audit trail. */
            actor?: string;
            metadata?: components["schemas"]["Metadata"];
            idempotencyKey: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getBalance: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read my balance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                /** @description 30 days before `to` unless given. */
                from?: string;
                /** @description Now unless given. */
                to?: string;
                /** @description IANA name; days begin at its midnight. */
                timeZone?: string;
                bucket?: "auto" | "minute" | "hour" | "day" | "week" | "month";
                groupBy?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read where my credits went */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrants: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                status?: components["schemas"]["GrantStatus"][];
                /** @description burn: in the order of spending. */
                sort?: "burn" | "newest";
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List my grants */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatement: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                kind?: components["schemas"]["EntryKind"][];
                feature?: string;
                grantId?: string;
                from?: string;
                to?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List my ledger entries, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntryPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatementCsv: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                kind?: components["schemas"]["EntryKind"][];
                feature?: string;
                grantId?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download my statement as CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check: {
        parameters: {
            query: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                feature: string;
                quantity?: components["schemas"]["Quantity"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask what a use would cost and whether I have enough */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `no_rate`: The feature has no rate. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCatalogue: {
        parameters: {
            query?: {
                currency?: string;
                moneyCurrency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what I can buy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Taken as by every other call of its kind; this one can be repeated without. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        responses: {
            /** @description Ask what a top-up would cost and give */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `package_unavailable`: The package is not on sale. `amount_below_minimum`: The amount is below the minimum. `amount_above_maximum`: The amount is above the maximum. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTopUps: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List my top-ups, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTopUp: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopUpRequest"];
            };
        };
        responses: {
            /** @description An order for the same thing that is still open */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The new order */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `invalid_return_path`: The return path is not allowed. `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `limit_reached`: The limit for this package is reached. `conflict`: The request does not fit the present state. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `package_unavailable`: The package is not on sale. `amount_below_minimum`: The amount is below the minimum. `amount_above_maximum`: The amount is above the maximum. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stripe_unavailable`: The payment service cannot be reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTopUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read one of my top-ups */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPaymentMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the cards that I agreed to keep */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodList"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stripe_unavailable`: The payment service cannot be reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePaymentMethod: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stripe_unavailable`: The payment service cannot be reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Follow my balance, grants, orders and alerts live */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamEvent"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known. `token_expired`: The session has ended. `token_revoked`: The session was revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                customer?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the activity log, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityEventPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            /** @description The session with its token */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It no longer works */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeCustomerSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None of them works any longer */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Your own id of the customer. */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your own id of the customer. */
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerRequest"];
            };
        };
        responses: {
            /** @description Create or change a customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerBalance: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
            };
            header?: never;
            path: {
                /** @description Your own id of the customer. */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a customer’s balance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerUsage: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                /** @description 30 days before `to` unless given. */
                from?: string;
                /** @description Now unless given. */
                to?: string;
                /** @description IANA name; days begin at its midnight. */
                timeZone?: string;
                bucket?: "auto" | "minute" | "hour" | "day" | "week" | "month";
                groupBy?: string;
            };
            header?: never;
            path: {
                /** @description Your own id of the customer. */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read where a customer’s credits went */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerGrants: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                status?: components["schemas"]["GrantStatus"][];
                /** @description burn: in the order of spending. */
                sort?: "burn" | "newest";
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Your own id of the customer. */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List a customer’s grants */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerEntries: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                /** @description Every kind that moves credits unless given. The kinds that move nothing are listed where they are named. */
                kind?: components["schemas"]["AuditEntryKind"][];
                feature?: string;
                grantId?: string;
                from?: string;
                to?: string;
                orderId?: string;
                /** @description Which entry comes first. */
                order?: "newest" | "oldest";
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Your own id of the customer. */
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List a customer’s ledger entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomerOrders: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List a customer’s orders, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read an order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrderSteps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read how an order came to where it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderSteps"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundRequest"];
            };
        };
        responses: {
            /** @description Give money back; the credits follow in proportion */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request does not fit the present state. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `amount_above_maximum`: The amount is above the maximum. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stripe_unavailable`: The payment service cannot be reached */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPaymentEvents: {
        parameters: {
            query?: {
                status?: "dead" | "set_aside";
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the events of Stripe’s that need a person, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentEventList"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayPaymentEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be handled again */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantRequest"];
            };
        };
        responses: {
            /** @description The grant */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    consume: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumeRequest"];
            };
        };
        responses: {
            /** @description Consume credits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consumption"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_credits`: Not enough credits */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `no_rate`: The feature has no rate. `feature_archived`: The feature is archived. `too_late`: The usage was reported too late. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    consumeBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Taken as by every other call of its kind; this one can be repeated without. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumeBatchRequest"];
            };
        };
        responses: {
            /** @description Consume credits for many uses at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumeBatchResults"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Taken as by every other call of its kind; this one can be repeated without. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckRequest"];
            };
        };
        responses: {
            /** @description Ask what a use would cost and whether there is enough */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `no_rate`: The feature has no rate. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify: {
        parameters: {
            query?: {
                customer?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Check that the ledger adds up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPools: {
        parameters: {
            query?: {
                customer?: string;
                currency?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List pools with their balances, of all customers or of one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPastBalance: {
        parameters: {
            query: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                at: string;
            };
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a customer’s balance as it was at an instant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastBalance"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExpiries: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List what expires next, and how much of it will likely go unused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExpiryOutlookPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEntry: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
            };
            header?: never;
            path: {
                customer: string;
                /** @description The entry’s number in its pool. */
                seq: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Explain a ledger entry: its grants, feature, rate version, order and actor */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainedEntry"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecurringGrants: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List a customer’s recurring grants, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecurringGrantPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRecurringGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecurringGrantRequest"];
            };
        };
        responses: {
            /** @description The recurring grant */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecurringGrant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endRecurringGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a recurring grant; what it has granted stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecurringGrant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createHold: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldRequest"];
            };
        };
        responses: {
            /** @description The hold */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_credits`: Not enough credits */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `no_rate`: The feature has no rate. `feature_archived`: The feature is archived. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHolds: {
        parameters: {
            query?: {
                /** @description Needed only where there is more than one currency. */
                currency?: string;
                /** @description A pool of its own, such as a workspace; the customer’s own pool unless given. */
                resource?: string;
                status?: components["schemas"]["HoldStatus"];
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List a customer’s holds, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldPage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleHold: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            /** @description Consume what the work cost, and let the rest go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_credits`: Not enough credits */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_closed`: The hold is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_rate`: The feature has no rate. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseHold: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HoldChange"];
            };
        };
        responses: {
            /** @description Let a hold go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_closed`: The hold is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extendHold: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldExtension"];
            };
        };
        responses: {
            /** @description Let a hold lapse at another time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_closed`: The hold is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAdjustment: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentRequest"];
            };
        };
        responses: {
            /** @description The entry */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerEntry"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_credits`: Not enough credits */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a grant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voidGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["GrantChange"];
            };
        };
        responses: {
            /** @description Undo a grant of which nothing was used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `grant_in_use`: Some of the grant was used. `grant_closed`: The grant is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["GrantChange"];
            };
        };
        responses: {
            /** @description Take away what is left of a grant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `grant_closed`: The grant is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extendGrant: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantExtension"];
            };
        };
        responses: {
            /** @description Let a grant expire later, or never */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `grant_closed`: The grant is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeGrantPriority: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                customer: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantPriority"];
            };
        };
        responses: {
            /** @description Let a grant be spent sooner or later than others, from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `grant_closed`: The grant is closed. `idempotency_key_reused`: The Idempotency-Key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOverdraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverdraftRequest"];
            };
        };
        responses: {
            /** @description Set how far a balance may go below zero */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overdraft"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCurrency: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CurrencyRequest"];
            };
        };
        responses: {
            /** @description Create or change a currency of credits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrencyDefinition"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_in_use`: The scale of a currency cannot change. `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCurrencies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the currencies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrencyList"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeatureRequest"];
            };
        };
        responses: {
            /** @description Create or rename a feature, or bring it back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feature"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeatures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the features with their rates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureList"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archiveFeature: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Archive a feature: it cannot be consumed any more, its history stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Feature"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_feature`: The feature does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPackage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackageRequest"];
            };
        };
        responses: {
            /** @description Create or change a package */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageDefinition"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `amount_below_minimum`: The amount is below the minimum. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the packages as they were defined */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageDefinitionList"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomAmount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read how freely chosen amounts of a currency are sold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomAmountDefinition"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCustomAmount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomAmountRequest"];
            };
        };
        responses: {
            /** @description Sell freely chosen amounts of a currency, between bounds and at volume prices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomAmountDefinition"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_currency`: The currency does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRates: {
        parameters: {
            query?: {
                currency?: string;
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List the versions of a feature’s rates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatePage"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRate: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateRequest"];
            };
        };
        responses: {
            /** @description The rate */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rate"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here. `idempotency_key_missing`: The Idempotency-Key header is missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_overlap`: Such a rate begins at that time or later. `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawRate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body give the same answer for 30 days; use a fresh key for every new request. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                rateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdraw a rate that has not begun */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rate"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request does not fit the present state. `idempotency_key_reused`: The Idempotency-Key was used for another request. `idempotency_key_in_use`: A request with this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quoteRate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Taken as by every other call of its kind; this one can be repeated without. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RateQuoteRequest"];
            };
        };
        responses: {
            /** @description Ask what a use of a feature would cost */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateQuote"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `feature_archived`: The feature is archived. `no_rate`: The feature has no rate. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewRate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Taken as by every other call of its kind; this one can be repeated without. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatePreviewRequest"];
            };
        };
        responses: {
            /** @description See what a rate would have charged for past usage, before adding it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatePreview"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request_timeout`: The request took too long to arrive */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `currency_required`: The currency is missing. `unknown_currency`: The currency does not exist. `unknown_feature`: The feature does not exist. `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFinance: {
        parameters: {
            query: {
                /** @description The beginning of the report, inclusive. */
                from: string;
                /** @description Its end, exclusive; at most 4000 days later. */
                to: string;
                period?: components["schemas"]["FinancePeriodLength"];
                /** @description IANA name; periods begin at its midnight. */
                timeZone?: string;
                /** @description Of this customer only. */
                customer?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Report deferred and recognised revenue, breakage and refunds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FinanceReport"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFinanceCsv: {
        parameters: {
            query: {
                /** @description The beginning of the report, inclusive. */
                from: string;
                /** @description Its end, exclusive; at most 4000 days later. */
                to: string;
                period?: components["schemas"]["FinancePeriodLength"];
                /** @description IANA name; periods begin at its midnight. */
                timeZone?: string;
                /** @description Of this customer only. */
                customer?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Download the same report as CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Say whether the process is alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKeySet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the public keys that session tokens are signed with */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySet"];
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read figures for Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `invalid_request`: The request cannot be read. `unknown_field`: A field is not known here */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: The caller is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `origin_not_allowed`: The origin is not allowed. `insufficient_scope`: The session or the key may not do this. `forbidden`: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid_value`: A value is not allowed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal_error`: Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `overloaded`: The server is busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
