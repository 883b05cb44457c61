"""How a claimed figure can come about: departures from the contract's way of counting, tried."""
